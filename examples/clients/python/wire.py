"""Muster's wire format: C3 01, the schema's fingerprint, and the record in Avro's binary encoding."""

import io
import json
import pathlib
import re

import avro.io
import avro.schema

RELEASED = pathlib.Path(__file__).resolve().parents[3] / "schemas/src/main/resources/dev/muster/schemas/released"

MARKER = b"\xc3\x01"


class NamedUnionWriter(avro.io.DatumWriter):
    """Writes a value of a union given as (full name of the branch, value).

    Without the name, the package avro takes the last branch that fits: a record that is meant as AssignOrganization would
    be written as EnableRebranding, which has the same field.
    """

    def write_union(self, writers_schema, datum, encoder):
        if not isinstance(datum, tuple):
            return super().write_union(writers_schema, datum, encoder)
        name, value = datum
        for index, branch in enumerate(writers_schema.schemas):
            if getattr(branch, "fullname", branch.type) == name:
                encoder.write_long(index)
                return self.write_data(branch, value, encoder)
        raise ValueError(f"the union has no branch {name}")


def released(record, version):
    """The schema of a released version of a record, such as ("AssignmentCommand", 1)."""
    return avro.schema.parse((RELEASED / record / f"{version}.avsc").read_text())


def header(schema):
    # The package avro leaves {"type":"string"} where the canonical form has "string".
    canonical = re.sub(r'\{"type":("\w+")\}', r"\1", schema.canonical_form)
    return MARKER + crc64(canonical.encode())


def crc64(data):
    """CRC-64-AVRO, least significant byte first."""
    empty = 0xC15D213AA4D7A795
    crc = empty
    for byte in data:
        entry = (crc ^ byte) & 0xFF
        for _ in range(8):
            entry = (entry >> 1) ^ (empty if entry & 1 else 0)
        crc = (crc >> 8) ^ entry
    return crc.to_bytes(8, "little")


def all_released():
    """Every released schema, by its header."""
    schemas = (avro.schema.parse(file.read_text()) for file in RELEASED.glob("*/*.avsc"))
    return {header(schema): schema for schema in schemas}


def encode(schema, record):
    out = io.BytesIO()
    out.write(header(schema))
    # write_data and not write: write would validate the record before, and does not know named branches.
    NamedUnionWriter(schema).write_data(schema, record, avro.io.BinaryEncoder(out))
    return out.getvalue()


def decode(schemas, value):
    """The record's name and content; schemas are those of all_released()."""
    schema = schemas[value[:10]]
    reader = avro.io.DatumReader(schema)
    return schema.name, reader.read(avro.io.BinaryDecoder(io.BytesIO(value[10:])))


def to_json(record):
    return json.dumps(record, default=str, ensure_ascii=False)
