"""Foundation: units, accounts, appointments, attachments, and the event log with its triggers."""

import sqlalchemy as sa
from alembic import op

from mingze.kit.tables import Document, Id, UtcDateTime

revision = "20261122_01"
down_revision = None
branch_labels = None
depends_on = None


#: The log only grows: rows of `event` stand for ever; of a payload only its body can be erased, once.
_SQLITE_TRIGGERS = (
    """CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""",
    """CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""",
    """CREATE TRIGGER event_payload_can_only_be_erased BEFORE UPDATE ON event_payload
       WHEN NOT (new.position = old.position AND old.erased_at IS NULL
                 AND new.body IS NULL AND new.erased_at IS NOT NULL)
       BEGIN SELECT RAISE(ABORT, 'an event payload can only be erased'); END""",
    """CREATE TRIGGER event_payload_stays BEFORE DELETE ON event_payload
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END""",
    """CREATE TRIGGER event_head_goes_forward BEFORE UPDATE ON event_head
       WHEN new.id <> old.id OR new.position <= old.position
       BEGIN SELECT RAISE(ABORT, 'the head of the event log goes forward only'); END""",
    """CREATE TRIGGER event_head_stays BEFORE DELETE ON event_head
       BEGIN SELECT RAISE(ABORT, 'the head of the event log stays'); END""",
    # INSERT OR REPLACE deletes without firing the triggers of DELETE.
    *(
        f"""CREATE TRIGGER {table}_is_not_replaced BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = new.{key})
            BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"""
        for table, key in (("event", "position"), ("event_payload", "position"), ("event_head", "id"))
    ),
)
_POSTGRESQL_TRIGGERS = (
    """CREATE FUNCTION event_log_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$""",
    """CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON event
       FOR EACH ROW EXECUTE FUNCTION event_log_refuse()""",
    """CREATE TRIGGER event_is_not_truncated BEFORE TRUNCATE ON event
       FOR EACH STATEMENT EXECUTE FUNCTION event_log_refuse()""",
    """CREATE TRIGGER event_payload_can_only_be_erased BEFORE UPDATE ON event_payload FOR EACH ROW
       WHEN (NOT (new.position = old.position AND old.erased_at IS NULL
                  AND new.body IS NULL AND new.erased_at IS NOT NULL))
       EXECUTE FUNCTION event_log_refuse()""",
    """CREATE TRIGGER event_payload_stays BEFORE DELETE ON event_payload
       FOR EACH ROW EXECUTE FUNCTION event_log_refuse()""",
    """CREATE TRIGGER event_payload_is_not_truncated BEFORE TRUNCATE ON event_payload
       FOR EACH STATEMENT EXECUTE FUNCTION event_log_refuse()""",
    """CREATE TRIGGER event_head_goes_forward BEFORE UPDATE ON event_head FOR EACH ROW
       WHEN (new.id <> old.id OR new.position <= old.position)
       EXECUTE FUNCTION event_log_refuse()""",
    """CREATE TRIGGER event_head_stays BEFORE DELETE ON event_head
       FOR EACH ROW EXECUTE FUNCTION event_log_refuse()""",
    """CREATE TRIGGER event_head_is_not_truncated BEFORE TRUNCATE ON event_head
       FOR EACH STATEMENT EXECUTE FUNCTION event_log_refuse()""",
)


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("position", Id, autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", Id, nullable=True),
        sa.Column("unit_id", Id, nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("resource", sa.String(length=64), nullable=False),
        sa.Column("resource_id", sa.String(length=64), nullable=False),
        sa.Column("subject_id", Id, nullable=True),
        sa.Column("fields", Document, nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("algorithm", sa.String(length=16), nullable=False),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event")),
    )
    op.create_index("ix_event_resource", "event", ["resource", "resource_id", "position"], unique=False)
    op.create_index("ix_event_subject", "event", ["subject_id", "position"], unique=False)
    op.create_table(
        "event_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", Id, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_head")),
    )
    op.create_table(
        "unit",
        sa.Column("id", Id, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent_id", Id, nullable=True),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_index(op.f("ix_unit_parent_id"), "unit", ["parent_id"], unique=False)
    op.create_table(
        "account",
        sa.Column("id", Id, nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("home_unit_id", Id, nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["home_unit_id"], ["unit.id"], name=op.f("fk_account_home_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_index(op.f("ix_account_home_unit_id"), "account", ["home_unit_id"], unique=False)
    op.create_table(
        "event_payload",
        sa.Column("position", Id, autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("erased_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["position"], ["event.position"], name=op.f("fk_event_payload_position_event")
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event_payload")),
    )
    op.create_table(
        "unit_closure",
        sa.Column("ancestor_id", Id, nullable=False),
        sa.Column("descendant_id", Id, nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ancestor_id"], ["unit.id"], name=op.f("fk_unit_closure_ancestor_id_unit")),
        sa.ForeignKeyConstraint(
            ["descendant_id"], ["unit.id"], name=op.f("fk_unit_closure_descendant_id_unit")
        ),
        sa.PrimaryKeyConstraint("ancestor_id", "descendant_id", name=op.f("pk_unit_closure")),
    )
    op.create_index(
        "ix_unit_closure_descendant", "unit_closure", ["descendant_id", "ancestor_id"], unique=False
    )
    op.create_table(
        "appointment",
        sa.Column("id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_appointment_account_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_appointment_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index("ix_appointment_account", "appointment", ["account_id", "unit_id", "role"], unique=False)
    op.create_index(op.f("ix_appointment_unit_id"), "appointment", ["unit_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", Id, nullable=False),
        sa.Column("owner_type", sa.String(length=40), nullable=False),
        sa.Column("owner_id", Id, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", Id, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_by", Id, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_attachment_created_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_owner", "attachment", ["owner_type", "owner_id"], unique=False)
    op.create_table(
        "idempotent_result",
        sa.Column("account_id", Id, nullable=False),
        sa.Column("operation", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("resource_id", Id, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_idempotent_result_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "operation", "key", name=op.f("pk_idempotent_result")),
    )
    op.create_index(
        op.f("ix_idempotent_result_created_at"), "idempotent_result", ["created_at"], unique=False
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("refresh_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=True),
        sa.Column("rotated_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_login_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
    )
    op.create_index(op.f("ix_login_session_account_id"), "login_session", ["account_id"], unique=False)

    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_TRIGGERS if is_sqlite else _POSTGRESQL_TRIGGERS:
        op.execute(statement)
    op.execute(f"INSERT INTO event_head (id, position, hash) VALUES (1, 0, '{'0' * 64}')")


def downgrade() -> None:
    op.drop_index(op.f("ix_login_session_account_id"), table_name="login_session")
    op.drop_table("login_session")
    op.drop_index(op.f("ix_idempotent_result_created_at"), table_name="idempotent_result")
    op.drop_table("idempotent_result")
    op.drop_index("ix_attachment_owner", table_name="attachment")
    op.drop_table("attachment")
    op.drop_index(op.f("ix_appointment_unit_id"), table_name="appointment")
    op.drop_index("ix_appointment_account", table_name="appointment")
    op.drop_table("appointment")
    op.drop_index("ix_unit_closure_descendant", table_name="unit_closure")
    op.drop_table("unit_closure")
    op.drop_table("event_payload")
    op.drop_index(op.f("ix_account_home_unit_id"), table_name="account")
    op.drop_table("account")
    op.drop_index(op.f("ix_unit_parent_id"), table_name="unit")
    op.drop_table("unit")
    op.drop_table("event_head")
    op.drop_index("ix_event_subject", table_name="event")
    op.drop_index("ix_event_resource", table_name="event")
    op.drop_table("event")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION event_log_refuse()")
