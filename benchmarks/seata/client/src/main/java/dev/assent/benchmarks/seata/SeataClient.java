package dev.assent.benchmarks.seata;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.BranchStatus;
import org.apache.seata.core.model.BranchType;
import org.apache.seata.core.model.GlobalStatus;
import org.apache.seata.core.model.Resource;
import org.apache.seata.core.model.TransactionManager;
import org.apache.seata.rm.AbstractResourceManager;
import org.apache.seata.rm.DefaultResourceManager;
import org.apache.seata.rm.RMClient;
import org.apache.seata.tm.TMClient;
import org.apache.seata.tm.TransactionManagerHolder;

/**
 * Seata's client as an application uses it. Its resource manager registers branches as a real one does and commits and
 * rolls back at once, so that a benchmark measures client and coordinator.
 */
final class SeataClient {
    private static final String APPLICATION = "benchmark";
    private static final String GROUP = "benchmark";
    private static final String RESOURCE = "jdbc:benchmark";
    private static final int TIMEOUT_MILLIS = 60_000;

    private final TransactionManager transactions = TransactionManagerHolder.get();
    private final ImmediateResource resource;

    private SeataClient(ImmediateResource resource) {
        this.resource = resource;
    }

    /** @param address {@code host:port} of the coordinator */
    static SeataClient connect(String address) {
        System.setProperty("service.default.grouplist", address);
        TMClient.init(APPLICATION, GROUP);
        RMClient.init(APPLICATION, GROUP);
        ImmediateResource resource = new ImmediateResource();
        DefaultResourceManager.get();
        DefaultResourceManager.mockResourceManager(BranchType.AT, resource);
        resource.registerResource(new NamedResource());
        return new SeataClient(resource);
    }

    String begin() throws TransactionException {
        return transactions.begin(APPLICATION, GROUP, "benchmark", TIMEOUT_MILLIS);
    }

    void register(String xid, String lockKeys) throws TransactionException {
        resource.branchRegister(BranchType.AT, RESOURCE, null, xid, null, lockKeys);
    }

    GlobalStatus commit(String xid) throws TransactionException {
        return transactions.commit(xid);
    }

    /** How many branch commits this client has received so far. */
    long delivered() {
        return resource.commits.sum();
    }

    private static final class ImmediateResource extends AbstractResourceManager {
        private final Map<String, Resource> resources = new ConcurrentHashMap<>();
        private final LongAdder commits = new LongAdder();

        @Override
        public void registerResource(Resource resource) {
            resources.put(resource.getResourceId(), resource);
            super.registerResource(resource);
        }

        @Override
        public Map<String, Resource> getManagedResources() {
            return resources;
        }

        @Override
        public BranchType getBranchType() {
            return BranchType.AT;
        }

        @Override
        public BranchStatus branchCommit(BranchType type, String xid, long branch, String resource, String data) {
            commits.increment();
            return BranchStatus.PhaseTwo_Committed;
        }

        @Override
        public BranchStatus branchRollback(BranchType type, String xid, long branch, String resource, String data) {
            return BranchStatus.PhaseTwo_Rollbacked;
        }
    }

    private static final class NamedResource implements Resource {
        @Override
        public String getResourceGroupId() {
            return GROUP;
        }

        @Override
        public String getResourceId() {
            return RESOURCE;
        }

        @Override
        public BranchType getBranchType() {
            return BranchType.AT;
        }
    }
}
