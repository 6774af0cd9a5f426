package shop;

import io.seata.saga.engine.config.DbStateMachineConfig;
import io.seata.saga.engine.impl.ProcessCtrlStateMachineEngine;
import io.seata.saga.rm.StateMachineEngineHolder;
import io.seata.saga.statelang.domain.StateMachineInstance;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.seata.saga.engine.exception.EngineExecutionException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ApplicationContext;

/**
 * The engine with its state in a database, its machines beside this class. Under its old names: of the two resource
 * managers for sagas in the jar of 2.5.0, the one that asks the old holder for the engine is the one that gets to hear
 * from the coordinator.
 */
final class EngineSagas implements Sagas, InitializingBean {
    private final ProcessCtrlStateMachineEngine engine = new ProcessCtrlStateMachineEngine();
    private final DbStateMachineConfig config = new DbStateMachineConfig();

    EngineSagas(ApplicationContext spring, DataSource states, String applicationId, String group) {
        config.setApplicationContext(spring);
        config.setDataSource(states);
        config.setApplicationId(applicationId);
        config.setTxServiceGroup(group);
        config.setResources(new String[] {"classpath*:machines/*.json"});
        config.setSagaBranchRegisterEnable(Boolean.getBoolean("sagas.branches"));
        config.setRmReportSuccessEnable(Boolean.getBoolean("sagas.branches"));
    }

    @Override
    public void afterPropertiesSet() throws Exception {
        config.afterPropertiesSet();
        engine.setStateMachineConfig(config);
        StateMachineEngineHolder.setStateMachineEngine(engine);
    }

    @Override
    public String run(String machine, String item) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("item", item);
        try {
            return result(engine.start(machine, null, parameters));
        } catch (EngineExecutionException e) {
            return result(config.getStateLogStore().getStateMachineInstance(e.getStateMachineInstanceId()));
        }
    }

    private static String result(StateMachineInstance run) {
        return run.getId() + ' ' + run.getStatus() + ' ' + run.getCompensationStatus();
    }
}
