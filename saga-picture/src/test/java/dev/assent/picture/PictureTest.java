package dev.assent.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.MachineReader;
import java.awt.geom.Rectangle2D;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PictureTest {
    /** All types of states, all kinds of arrows, and a way back. */
    static final String PURCHASE = """
            {"Name": "purchase", "Version": "3", "StartState": "Hold", "States": {
              "Hold": {"Type": "ServiceTask", "ServiceName": "stock", "ServiceMethod": "hold", "CompensateState": "Free", "Next": "Each",
                "Comment": "holds \\"it\\"", "Catch": [{"Exceptions": ["java.io.IOException"], "Next": "Undo"}]},
              "Free": {"Type": "ServiceTask", "ServiceName": "stock", "ServiceMethod": "free"},
              "Each": {"Type": "ServiceTask", "ServiceName": "post", "ServiceMethod": "label", "Next": "Wait",
                "Loop": {"Parallel": 3, "Collection": "$.[parcels]"}},
              "Wait": {"Type": "Wait", "Signal": "paid", "TimeoutSeconds": 60, "TimeoutNext": "Undo", "Next": "Price"},
              "Price": {"Type": "ScriptTask", "ScriptContent": "a * 2", "Next": "Enough"},
              "Enough": {"Type": "Choice", "Default": "Undo", "Choices": [
                {"Expression": "[a] < 3 && [b] > \\"x\\"", "Next": "Wait"}, {"Expression": "[a] == 3", "Next": "Ship & <go>"},
                {"Expression": "[a] == 4", "Next": "Yes"}]},
              "Ship & <go>": {"Type": "SubStateMachine", "StateMachineName": "shipping", "CompensateState": "Return"},
              "Return": {"Type": "CompensateSubMachine"},
              "Undo": {"Type": "CompensationTrigger", "Next": "No"},
              "Yes": {"Type": "Succeed"},
              "No": {"Type": "Fail", "ErrorCode": "NO", "Message": "no"}}}
            """;

    private static final Machine MACHINE = MachineReader.read("purchase.json", PURCHASE);

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> all(Document svg, String tag) {
        NodeList found = svg.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    @Test
    void eachStateAndEachWayIsDrawnOnce() throws Exception {
        Document svg = parsed(Picture.of(MACHINE));
        List<String> texts =
                all(svg, "text").stream().map(Element::getTextContent).toList();
        assertThat(texts)
                .contains("purchase 3")
                .containsOnlyOnceElementsOf(MACHINE.states().keySet());
        assertThat(texts)
                .contains(
                        "stock.hold", "post.label (each)", "waits for paid", "groovy script", "machine shipping", "NO");
        assertThat(all(svg, "polyline")).hasSize(Way.of(MACHINE).size()).hasSize(15);
        assertThat(texts).anyMatch(text -> text.startsWith("[a] < 3 && [b] > \"x\""));
        assertThat(all(svg, "title").stream().map(Element::getTextContent))
                .contains("ServiceTask Hold: holds \"it\"", "start", "end");
    }

    @Test
    void boxesDoNotOverlap() {
        Map<String, Box> boxes = new LinkedHashMap<>();
        MACHINE.states().forEach((name, state) -> boxes.put(name, Box.of(state, null)));
        boxes.put(Way.START, Box.dot(true));
        boxes.put(Way.END, Box.dot(false));
        Layout layout = new Layout(boxes, Way.of(MACHINE));
        List<Rectangle2D> all = new ArrayList<>();
        boxes.keySet().stream().map(layout::node).forEach(node -> {
            Rectangle2D box = new Rectangle2D.Double(node.getX(), node.getY(), node.getWidth(), node.getHeight());
            assertThat(all).noneMatch(box::intersects);
            assertThat(box.getMaxX()).isLessThan(layout.width());
            assertThat(box.getMaxY()).isLessThan(layout.height());
            all.add(box);
        });
    }

    @Test
    void theSameMachineGivesTheSamePicture() {
        assertThat(Picture.of(MACHINE)).isEqualTo(Picture.of(MachineReader.read("again", PURCHASE)));
    }

    @Test
    void anInstanceHasItsMarks() throws Exception {
        Map<String, Mark> marks = Map.of("Hold", new Mark("SU", "2 calls, 130 ms"), "Each", new Mark("FA", ""));
        Document svg = parsed(Picture.of(MACHINE, marks));
        assertThat(all(svg, "text").stream().map(Element::getTextContent)).contains("SU 2 calls, 130 ms", "FA");
        assertThat(all(svg, "rect").stream().map(rect -> rect.getAttribute("fill")))
                .contains("#d9f2dd", "#fbdcdc");
    }

    @Test
    void textsThatXmlDoesNotAllowAreReplaced() throws Exception {
        Machine odd = MachineReader.read(
                "odd",
                "{\"Name\": \"a\\u0001]]>\", \"StartState\": \"%s\", \"States\": {\"%s\": {\"Type\": \"Succeed\"}}}"
                        .replace("%s", "\\ud83d\\ude00".repeat(100)));
        List<String> texts = all(parsed(Picture.of(odd)), "text").stream()
                .map(Element::getTextContent)
                .toList();
        assertThat(texts).containsExactly("a\ufffd]]>", "\ud83d\ude00".repeat(33) + "…");
    }
}
