package dev.assent.saga;

import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.MachineReader;
import dev.assent.saga.definition.ServiceTask;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.Reason;
import dev.assent.saga.run.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The machines of an engine, and what else its decisions look up. */
final class Registry implements Surroundings {
    private final SagaStore store;
    private final MemoryStore memory;
    private final Services services;
    private final SagaTime time;
    private final Map<String, Known> registered = new ConcurrentHashMap<>();
    private final Map<String, Machine> byId = new ConcurrentHashMap<>();

    Registry(SagaStore store, MemoryStore memory, Services services, SagaTime time) {
        this.store = store;
        this.memory = memory;
        this.services = services;
        this.time = time;
    }

    Known register(Machine machine, String tenant) {
        StoredDefinition stored = store.save(new Definition(
                machine.name(),
                tenant,
                machine.version(),
                machine.comment(),
                machine.recoverStrategy() == null
                        ? null
                        : machine.recoverStrategy().word(),
                machine.text(),
                machine.hash(),
                time.now()));
        Known known = new Known(stored.id(), machine);
        byId.put(stored.id(), machine);
        registered.put(tenant + "\n" + machine.name(), known);
        return known;
    }

    /** As this engine registered it, or else the newest one of the store. */
    @Override
    public Optional<Known> machine(String name, String tenant) {
        Known known = registered.get(tenant + "\n" + name);
        return known != null
                ? Optional.of(known)
                : store.latest(name, tenant).map(stored -> new Known(stored.id(), read(stored)));
    }

    private Machine read(StoredDefinition stored) {
        return byId.computeIfAbsent(
                stored.id(),
                id -> MachineReader.read("definition " + id, stored.definition().text()));
    }

    /** The machine that an instance was started with. */
    Machine of(Instance instance) {
        Machine machine = byId.get(instance.machineId());
        if (machine == null) {
            StoredDefinition stored = store.definition(instance.machineId())
                    .orElseThrow(() -> new SagaException(
                            Reason.OBJECT_NOT_EXISTS,
                            SagaErrors.unknownDefinition(instance.machineId(), instance.id()),
                            instance.id(),
                            null));
            machine = read(stored);
        }
        if (instance.definitionHash() != null && !instance.definitionHash().equals(machine.hash())) {
            throw new SagaException(
                    Reason.OBJECT_NOT_EXISTS,
                    SagaErrors.changedDefinition(instance.machineId(), instance.id()),
                    instance.id(),
                    null);
        }
        return machine;
    }

    @Override
    public Optional<Instance> child(String instanceId, String stepId) {
        String parent = instanceId + ":" + stepId;
        List<Instance> children = store.children(parent);
        if (children.isEmpty()) {
            children = memory.children(parent);
        }
        return children.isEmpty() ? Optional.empty() : Optional.of(children.get(0));
    }

    @Override
    public String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public double draw() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public boolean repeatable(ServiceTask task) {
        return services.repeatable(task);
    }
}
