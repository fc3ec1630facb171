package dev.muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

    @TempDir
    private Path folder;

    @Test
    void dataSurvivesARestartInTheSameFolder() throws Exception {
        try (LocalStack stack =
                LocalStack.start(new LocalStackSettings(folder, 0, 0, false, DatabaseServer.SHARED, 0))) {
            TestTopic.create(stack.broker(), "things");
            TestTopic.send(stack.broker(), "things", "kept");
            TestRows.keep(stack.database(), "kept");
        }
        try (LocalStack stack =
                LocalStack.start(new LocalStackSettings(folder, 0, 0, false, DatabaseServer.SHARED, 0))) {
            assertThat(TestTopic.read(stack.broker(), "things")).containsExactly("kept");
            assertThat(TestRows.kept(stack.database())).containsExactly("kept");
        }
    }

    @Test
    void folderIsLockedByOneStack() throws Exception {
        try (DataFolder inUse = DataFolder.open(folder)) {
            assertThatThrownBy(() -> LocalStack.start(LocalStackSettings.in(inUse.path())))
                    .isInstanceOfSatisfying(
                            LocalStackException.class,
                            e -> assertThat(e.code()).isEqualTo(LocalStackException.Code.DATA_FOLDER_IN_USE))
                    .hasMessageContaining(folder.toString());
            assertThatThrownBy(() -> LocalStack.delete(inUse.path()))
                    .isInstanceOfSatisfying(
                            LocalStackException.class,
                            e -> assertThat(e.code()).isEqualTo(LocalStackException.Code.DATA_FOLDER_IN_USE));
        }
    }

    @Test
    void deleteStopsAnOrphanServerAndFollowsNoLinks() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createFile(outside.resolve("kept"));
        Path data = folder.resolve("data");
        DataFolder.open(data).close();
        LocalDatabase leftBehind = LocalDatabase.start(data, 0, false, DatabaseServer.SHARED);
        Files.createSymbolicLink(data.resolve("link"), outside);

        assertThat(LocalStack.delete(data)).isTrue();

        assertThat(data).doesNotExist();
        assertThat(outside.resolve("kept")).exists();
        assertThatThrownBy(() -> TestRows.kept(leftBehind))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
        assertThat(LocalStack.delete(data)).isFalse();
    }

    @Test
    void reportsAPortInUseAndCleansUp() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalStackSettings settings =
                    new LocalStackSettings(folder, taken.getLocalPort(), 0, false, DatabaseServer.SHARED, 0);
            assertThatThrownBy(() -> LocalStack.start(settings))
                    .isInstanceOfSatisfying(
                            LocalStackException.class,
                            e -> assertThat(e.code()).isEqualTo(LocalStackException.Code.PORT_IN_USE))
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
        assertThat(folder.resolve("postgres")).isDirectory();
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
        DataFolder.open(folder).close();
    }

    @Test
    void temporaryStackListensOnLoopbackAndCleansUp() throws Exception {
        Path temporary;
        try (LocalStack stack = LocalStack.start(LocalStackSettings.temporary())) {
            temporary = stack.dataFolder();
            List<Integer> ports = List.of(
                    portOf(stack.bootstrapServers()), portOf(stack.database().jdbcUrl()));
            List<InetAddress> outside = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            for (InetAddress address : outside) {
                for (int port : ports) {
                    assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(IOException.class);
                }
            }
        }
        assertThat(temporary).doesNotExist();
    }

    private static int portOf(String address) {
        String afterHost = address.substring(address.lastIndexOf(':') + 1);
        return Integer.parseInt(afterHost.replace("/muster", ""));
    }
}
