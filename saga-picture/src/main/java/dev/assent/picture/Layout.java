package dev.assent.picture;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Where everything is: boxes in layers from above to below, arrows at right angles. */
final class Layout {
    private final ElkNode graph = ElkGraphUtil.createGraph();
    private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
    private final Map<Way, ElkEdge> edges = new LinkedHashMap<>();

    Layout(Map<String, Box> boxes, List<Way> ways) {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        graph.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        graph.setProperty(CoreOptions.PADDING, new ElkPadding(24));
        graph.setProperty(CoreOptions.SPACING_NODE_NODE, 36.0);
        graph.setProperty(CoreOptions.SPACING_EDGE_LABEL, 4.0);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 34.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 18.0);
        graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
        boxes.forEach(this::node);
        ways.forEach(this::edge);
        new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
    }

    private void node(String name, Box box) {
        ElkNode node = ElkGraphUtil.createNode(graph);
        node.setDimensions(box.width(), box.height());
        node.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, EnumSet.noneOf(SizeConstraint.class));
        nodes.put(name, node);
    }

    private void edge(Way way) {
        ElkNode from = nodes.get(way.from());
        ElkNode to = nodes.get(way.to());
        if (from == null || to == null) {
            throw new IllegalArgumentException("Expected an arrow between states of the picture, but got one from "
                    + way.from() + " to " + way.to());
        }
        ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
        if (!way.label().isEmpty()) {
            ElkLabel label = ElkGraphUtil.createLabel(Box.shortened(way.label()), edge);
            label.setDimensions(Box.textWidth(Box.shortened(way.label())) * 0.9, 13);
        }
        edges.put(way, edge);
    }

    double width() {
        return graph.getWidth();
    }

    double height() {
        return graph.getHeight();
    }

    ElkNode node(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    Map<Way, ElkEdge> edges() {
        return edges;
    }
}
