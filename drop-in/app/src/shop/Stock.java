package shop;

import org.apache.seata.core.context.RootContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The other service. */
@Component
public class Stock {
    private final RestClient http = RestClient.create();
    private final String url;

    public Stock(@Value("${stock.url:}") String url) {
        this.url = url;
    }

    /** Takes one piece there; the xid that it worked for. */
    public String take(int row) {
        return http.get()
                .uri(url + "/take?row=" + row)
                .header(RootContext.KEY_XID, RootContext.getXID())
                .retrieve()
                .body(String.class);
    }
}
