package shop;

import io.seata.rm.tcc.api.BusinessActionContext;
import io.seata.rm.tcc.api.BusinessActionContextParameter;
import io.seata.rm.tcc.api.LocalTCC;
import io.seata.rm.tcc.api.TwoPhaseBusinessAction;

/** A row of table {@code reservation}. Seata had no fence before 1.5. */
@LocalTCC
public interface Action {
    @TwoPhaseBusinessAction(name = "reserve", commitMethod = "confirm", rollbackMethod = "cancel")
    boolean reserve(BusinessActionContext context, @BusinessActionContextParameter(paramName = "item") String item);

    boolean confirm(BusinessActionContext context);

    boolean cancel(BusinessActionContext context);
}
