package shop;

import io.seata.rm.tcc.api.BusinessActionContext;
import io.seata.rm.tcc.api.BusinessActionContextParameter;
import io.seata.rm.tcc.api.LocalTCC;
import io.seata.rm.tcc.api.TwoPhaseBusinessAction;

/** A row of table {@code reservation}, behind Seata's fence. */
@LocalTCC
public interface Action {
    @TwoPhaseBusinessAction(name = "reserve", commitMethod = "confirm", rollbackMethod = "cancel", useTCCFence = true)
    boolean reserve(BusinessActionContext context, @BusinessActionContextParameter(paramName = "item") String item);

    boolean confirm(BusinessActionContext context);

    boolean cancel(BusinessActionContext context);
}
