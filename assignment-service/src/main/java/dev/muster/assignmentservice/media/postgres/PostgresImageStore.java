package dev.muster.assignmentservice.media.postgres;

import dev.muster.assignmentservice.media.ImageKind;
import dev.muster.assignmentservice.media.ImageStore;
import dev.muster.assignmentservice.media.ImageStore.ImageFile;
import dev.muster.assignmentservice.media.ImageStore.ImageForm;
import dev.muster.assignmentservice.media.StoredImage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Images in PostgreSQL. */
public final class PostgresImageStore implements ImageStore {

    private static final String INSERT = """
        insert into image (image_id, organization_id, kind, raw, height_36, height_50)
        values (?, ?, ?, ?, ?, ?)
        on conflict (image_id) do nothing
        """;

    private static final String FIND = """
        select kind, case ? when 'RAW' then raw when 'HEIGHT_36' then height_36 else height_50 end as content
          from image
         where image_id = ?
        """;

    private static final String DELETE_UNUSED = """
        with path as (
          select image_id,
                 '/media/logos-raw/' || image_id || '.'
                   || case kind when 'JPEG' then 'jpg' else lower(kind) end as path
            from image
           where organization_id = ?
        )
        delete from image i
         using path p
         where i.image_id = p.image_id
           and not exists (select from organization where logo = p.path and deleted_at is null)
           and not exists (select from organization where dark_logo = p.path and deleted_at is null)
           and not exists (select from organization where favicon = p.path and deleted_at is null)
           and not exists (select from organization where dark_favicon = p.path and deleted_at is null)
        """;

    private final JdbcTemplate jdbc;

    public PostgresImageStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(String organizationId, StoredImage image) {
        jdbc.update(
                INSERT,
                image.imageId(),
                organizationId,
                image.kind().name(),
                image.raw(),
                image.height36(),
                image.height50());
    }

    @Override
    public void removeUnused(String organizationId) {
        jdbc.update(DELETE_UNUSED, organizationId);
    }

    @Override
    public @Nullable ImageFile find(String imageId, ImageForm form) {
        List<ImageFile> found = jdbc.query(FIND, (row, number) -> read(row, form), form.name(), imageId);
        return found.isEmpty() ? null : found.get(0);
    }

    private static ImageFile read(ResultSet row, ImageForm form) throws SQLException {
        ImageKind kind = form == ImageForm.RAW ? ImageKind.valueOf(row.getString("kind")) : ImageKind.PNG;
        return new ImageFile(kind.mediaType(), Objects.requireNonNull(row.getBytes("content")));
    }
}
