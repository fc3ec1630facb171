package dev.muster.cli.failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in plain words why something failed, without names of classes. */
public final class Cause {

    /** A write that fails for this reason has no type of its own. */
    private static final String NO_SPACE = "No space left on device";

    private Cause() {}

    /** The cause in a few words. */
    public static String of(IOException e) {
        String known = known(e);
        if (known != null) {
            return known;
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            String deeper = known(cause);
            if (deeper != null) {
                return deeper;
            }
        }
        return "input or output failed";
    }

    private static @Nullable String known(Throwable e) {
        if (e instanceof FileSystemException file) {
            return ofFile(file);
        }
        if (e instanceof UnknownHostException || e instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        if (e instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (e instanceof HttpTimeoutException) {
            return "no response in time";
        }
        if (e instanceof NoRouteToHostException) {
            return "no route to the host";
        }
        if (e instanceof SSLException) {
            return "TLS failed: check the certificate, and whether the port expects https";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (e instanceof EOFException) {
            return "the connection was closed";
        }
        if (NO_SPACE.equals(e.getMessage())) {
            return "no space is left on the disk";
        }
        return e instanceof ConnectException ? "connection refused" : null;
    }

    private static String ofFile(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        if (e instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        return e.getReason() == null ? "the file system refused it" : e.getReason();
    }
}
