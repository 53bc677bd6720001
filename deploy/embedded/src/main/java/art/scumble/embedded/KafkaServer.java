package art.scumble.embedded;

import art.scumble.contract.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;

/** One KRaft broker and controller on loopback, with our topics and the workers' share group configured. */
public final class KafkaServer {
    /** What is in them is work or its outcome: it waits for as long as an installation is stopped. */
    private static final List<String> KEPT = List.of(Topics.INTERACTIVE_TASKS, Topics.BULK_TASKS, Topics.TASK_EVENTS);

    private KafkaServer() {}

    /**
     * Arguments: broker port, controller port, data directory, lock duration of the share group in ms; then further
     * ports to listen on, each with the one that is advertised to who comes there, as {@code port:advertised}.
     */
    public static void main(String[] args) throws Exception {
        PrintStream parent = System.out;
        ParentWatch.start();
        int port = Integer.parseInt(args[0]);
        Path data = Path.of(args[2]);
        Path properties = data.resolve("server.properties");
        Properties config = configuration(port, Integer.parseInt(args[1]), data);
        addDoors(config, List.of(args).subList(4, args.length));
        Files.createDirectories(data);
        try (var out = Files.newBufferedWriter(properties)) {
            config.store(out, null);
        }
        formatOnce(data, properties);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
        provision(port, args[3]);
        parent.println("READY");
        server.awaitShutdown();
    }

    private static Properties configuration(int port, int controllerPort, Path data) {
        Properties config = new Properties();
        config.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort),
                Map.entry("log.dirs", data.resolve("log").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // Joins take 5 to 10 s with the defaults, which are made for clusters.
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.share.min.heartbeat.interval.ms", "500"),
                Map.entry("group.share.heartbeat.interval.ms", "500"),
                Map.entry("group.consumer.min.heartbeat.interval.ms", "500"),
                Map.entry("group.consumer.heartbeat.interval.ms", "500"),
                Map.entry("group.share.min.record.lock.duration.ms", "1000")));
        return config;
    }

    private static void addDoors(Properties config, List<String> doors) {
        StringBuilder listeners = new StringBuilder(config.getProperty("listeners"));
        StringBuilder advertised = new StringBuilder(config.getProperty("advertised.listeners"));
        StringBuilder protocols = new StringBuilder("CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        for (int i = 0; i < doors.size(); i++) {
            String name = "DOOR" + i;
            String[] ports = doors.get(i).split(":", -1);
            listeners.append(',').append(name).append("://127.0.0.1:").append(ports[0]);
            advertised.append(',').append(name).append("://127.0.0.1:").append(ports[1]);
            protocols.append(',').append(name).append(":PLAINTEXT");
        }
        config.setProperty("listeners", listeners.toString());
        config.setProperty("advertised.listeners", advertised.toString());
        config.setProperty("listener.security.protocol.map", protocols.toString());
        config.setProperty("inter.broker.listener.name", "PLAINTEXT");
    }

    private static void formatOnce(Path data, Path properties) throws IOException {
        if (Files.exists(data.resolve("log/meta.properties"))) {
            return;
        }
        String[] format = {"format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()};
        int status = StorageTool.execute(format, System.err);
        if (status != 0) {
            throw new IOException("Kafka's storage could not be formatted in " + data);
        }
    }

    private static void provision(int port, String lockMs) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            for (String name : List.of(
                    Topics.INTERACTIVE_TASKS,
                    Topics.BULK_TASKS,
                    Topics.TASK_EVENTS,
                    Topics.DEAD_LETTERS,
                    Topics.CONTROL)) {
                if (!present.contains(name)) {
                    missing.add(topic(name));
                }
            }
            admin.createTopics(missing).all().get();
            admin.incrementalAlterConfigs(settings(lockMs)).all().get();
        }
    }

    /** Of topics as well, since those of an older installation are there already. */
    private static Map<ConfigResource, Collection<AlterConfigOp>> settings(String lockMs) {
        Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
        settings.put(
                new ConfigResource(ConfigResource.Type.GROUP, Topics.WORKER_GROUP),
                List.of(
                        set("share.auto.offset.reset", "earliest"),
                        set("share.record.lock.duration.ms", lockMs),
                        set("share.renew.acknowledge.enable", "true"),
                        set("errors.deadletterqueue.topic.name", Topics.DEAD_LETTERS),
                        set("errors.deadletterqueue.copy.record.enable", "true")));
        for (String topic : KEPT) {
            settings.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set("retention.ms", "-1")));
        }
        return settings;
    }

    private static NewTopic topic(String name) {
        NewTopic topic = new NewTopic(name, 1, (short) 1);
        return name.equals(Topics.DEAD_LETTERS)
                ? topic.configs(Map.of("errors.deadletterqueue.group.enable", "true"))
                : topic;
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
