package dev.muster.testing;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.muster.localstack.FreePorts;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;

/**
 * Publishes a container's port at a port chosen beforehand. A port chosen by Docker would change when the container is
 * restarted.
 */
record FixedPort(int port, int containerPort) implements Consumer<CreateContainerCmd> {

    private static final String LOCALHOST = "localhost";

    static FixedPort of(int containerPort) {
        return new FixedPort(FreePorts.choose(0), containerPort);
    }

    @Override
    public void accept(CreateContainerCmd command) {
        HostConfig host = command.getHostConfig();
        if (host == null) {
            host = new HostConfig();
        }
        command.withHostConfig(host.withPortBindings(new PortBinding(binding(), ExposedPort.tcp(containerPort))));
    }

    /** On the loopback address, unless the containers run on another machine. */
    private Ports.Binding binding() {
        String docker = DockerClientFactory.instance().dockerHostIpAddress();
        return LOCALHOST.equals(docker)
                ? Ports.Binding.bindIpAndPort(FreePorts.LOOPBACK, port)
                : Ports.Binding.bindPort(port);
    }
}
