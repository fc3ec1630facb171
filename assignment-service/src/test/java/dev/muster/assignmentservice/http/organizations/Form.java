package dev.muster.assignmentservice.http.organizations;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A body of multipart/form-data as curl makes it of its options -F. */
final class Form {

    static final String CONTENT_TYPE = "multipart/form-data; boundary=------------------------d74496d66958873e";

    private static final String BOUNDARY = "--------------------------d74496d66958873e";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** {@code -F name=value}. */
    Form text(String name, String value) {
        return part("name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code -F name=@fileName}. */
    Form file(String name, String fileName, byte[] content) {
        return part(
                "name=\"" + name + "\"; filename=\"" + fileName + "\"",
                "Content-Type: application/octet-stream\r\n",
                content);
    }

    byte[] body() {
        write(BOUNDARY + "--\r\n");
        return bytes.toByteArray();
    }

    private Form part(String disposition, String contentType, byte[] content) {
        write(BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + contentType + "\r\n");
        bytes.writeBytes(content);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
