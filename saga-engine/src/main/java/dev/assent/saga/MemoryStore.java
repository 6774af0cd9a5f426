package dev.assent.saga;

import dev.assent.saga.run.Instance;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Step;
import dev.assent.saga.run.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that ends with the process: for machines that need no durability, and for tests. Keeps every instance. */
public final class MemoryStore implements SagaStore {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Map<String, Map<String, Step>> steps = new HashMap<>();
    private final Map<String, StoredDefinition> definitions = new LinkedHashMap<>();

    @Override
    public void insert(Transition first) {
        locked(() -> {
            Instance instance = first.instance();
            if (find(instance.businessKey(), instance.tenant()) != null) {
                throw StoreException.duplicateKey(String.valueOf(instance.businessKey()), instance.tenant());
            }
            write(first);
            return true;
        });
    }

    @Override
    public boolean apply(Transition transition) {
        return locked(() -> {
            Instance after = transition.instance();
            Instance now = instances.get(after.id());
            if (now == null || now.ownerEpoch() != after.ownerEpoch() || now.revision() != after.revision() - 1) {
                return false;
            }
            for (Instance child : transition.children()) {
                if (find(child.businessKey(), child.tenant()) != null) {
                    throw StoreException.duplicateKey(String.valueOf(child.businessKey()), child.tenant());
                }
            }
            write(transition);
            return true;
        });
    }

    private void write(Transition transition) {
        instances.put(transition.instance().id(), transition.instance());
        for (Instance child : transition.children()) {
            instances.put(child.id(), child);
        }
        for (Step step : transition.steps()) {
            steps.computeIfAbsent(step.instanceId(), id -> new LinkedHashMap<>())
                    .put(step.id(), step);
        }
    }

    private @Nullable Instance find(@Nullable String businessKey, String tenant) {
        if (businessKey == null) {
            return null;
        }
        return instances.values().stream()
                .filter(each -> businessKey.equals(each.businessKey()) && tenant.equals(each.tenant()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Optional<Run> load(String instanceId) {
        return locked(() -> Optional.ofNullable(instances.get(instanceId)).map(this::run));
    }

    private Run run(Instance instance) {
        List<Step> rows =
                new ArrayList<>(steps.getOrDefault(instance.id(), Map.of()).values());
        rows.sort(Comparator.comparingInt(Step::sequence));
        return Run.loaded(instance, rows);
    }

    @Override
    public Optional<Run> byBusinessKey(String businessKey, String tenant) {
        return locked(() -> Optional.ofNullable(find(businessKey, tenant)).map(this::run));
    }

    @Override
    public List<Instance> children(String parentId) {
        return locked(() -> {
            List<Instance> found = new ArrayList<>();
            for (Instance each : instances.values()) {
                if (parentId.equals(each.parentId())) {
                    found.add(0, each);
                }
            }
            return found;
        });
    }

    @Override
    public Optional<Run> claim(String instanceId, String node) {
        return locked(() -> {
            Instance now = instances.get(instanceId);
            if (now == null
                    || (now.running() && now.owner() != null && !now.owner().equals(node))) {
                return Optional.empty();
            }
            return Optional.of(run(take(now, node)));
        });
    }

    private Instance take(Instance now, String node) {
        if (node.equals(now.owner())) {
            return now;
        }
        Instance taken = now.ownedBy(node, now.ownerEpoch() + 1);
        instances.put(taken.id(), taken);
        return taken;
    }

    @Override
    public List<Run> claimDue(String node, Instant now, int limit) {
        return locked(() -> instances.values().stream()
                .filter(each -> each.running() && node.equals(each.owner()))
                .filter(each -> each.due() != null && !each.due().isAfter(now))
                .limit(limit)
                .map(this::run)
                .toList());
    }

    @Override
    public StoredDefinition save(Definition definition) {
        return locked(() -> {
            StoredDefinition newest = newest(definition.name(), definition.tenant());
            if (newest != null
                    && newest.definition().text().equals(definition.text())
                    && Objects.equals(newest.definition().version(), definition.version())) {
                return newest;
            }
            StoredDefinition stored = new StoredDefinition("%032d".formatted(definitions.size() + 1), definition);
            definitions.put(stored.id(), stored);
            return stored;
        });
    }

    private @Nullable StoredDefinition newest(String name, String tenant) {
        StoredDefinition newest = null;
        for (StoredDefinition each : definitions.values()) {
            if (each.definition().name().equals(name)
                    && each.definition().tenant().equals(tenant)) {
                newest = each;
            }
        }
        return newest;
    }

    @Override
    public Optional<StoredDefinition> latest(String name, String tenant) {
        return locked(() -> Optional.ofNullable(newest(name, tenant)));
    }

    @Override
    public Optional<StoredDefinition> definition(String id) {
        return locked(() -> Optional.ofNullable(definitions.get(id)));
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
