using Kuajie.Storage.Migrations;

namespace Kuajie.Storage.Records;

/// <summary>The schema of the records, step by step, in SQL that SQLite and PostgreSQL both take.</summary>
internal static class RecordsMigrations
{
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(
            1,
            "parties, domains, links, imports",
            [
                "CREATE TABLE party (party_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL)",
                "CREATE TABLE domain (name TEXT NOT NULL PRIMARY KEY, party_id TEXT NOT NULL REFERENCES party (party_id), created_at TEXT NOT NULL)",
                """
                CREATE TABLE link (
                    first_domain TEXT NOT NULL, first_user TEXT NOT NULL, second_domain TEXT NOT NULL, second_user TEXT NOT NULL,
                    method INTEGER NOT NULL, established_at TEXT NOT NULL,
                    PRIMARY KEY (first_domain, second_domain, first_user, second_user))
                """,
                "CREATE INDEX link_by_first_user ON link (first_domain, first_user)",
                "CREATE INDEX link_by_second_user ON link (second_domain, second_user)",
                """
                CREATE TABLE import (
                    import_id TEXT NOT NULL PRIMARY KEY, domain TEXT NOT NULL, content_hash TEXT NOT NULL, state INTEGER NOT NULL,
                    started_at TEXT NOT NULL, finished_at TEXT, report_json TEXT)
                """,
                "CREATE INDEX import_by_content ON import (domain, content_hash)",
            ]
        ),
        new(
            2,
            "model versions and promotions",
            [
                """
                CREATE TABLE model_version (
                    version_id TEXT NOT NULL PRIMARY KEY, model TEXT NOT NULL, domains TEXT NOT NULL, target_domain TEXT NOT NULL,
                    options_json TEXT NOT NULL, seed TEXT NOT NULL, kind_weights_json TEXT NOT NULL, data_hash TEXT NOT NULL,
                    code_version TEXT NOT NULL, trained_at TEXT NOT NULL, training_seconds DOUBLE PRECISION NOT NULL,
                    file_checksum TEXT NOT NULL, metrics_json TEXT)
                """,
                """
                CREATE TABLE promotion (
                    promotion_id INTEGER NOT NULL PRIMARY KEY, source_domain TEXT NOT NULL, target_domain TEXT NOT NULL,
                    version_id TEXT NOT NULL REFERENCES model_version (version_id), promoted_at TEXT NOT NULL)
                """,
                "CREATE INDEX promotion_by_direction ON promotion (source_domain, target_domain)",
            ]
        ),
        new(
            3,
            "partnerships and API keys",
            [
                """
                CREATE TABLE partnership (
                    partnership_id TEXT NOT NULL PRIMARY KEY, first_domain TEXT NOT NULL REFERENCES domain (name),
                    second_domain TEXT NOT NULL REFERENCES domain (name), shares INTEGER NOT NULL, started_at TEXT NOT NULL, ended_at TEXT)
                """,
                """
                CREATE TABLE api_key (
                    key_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, party_id TEXT REFERENCES party (party_id), scopes INTEGER NOT NULL,
                    secret_hash TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT, revoked_at TEXT)
                """,
            ]
        ),
        new(
            4,
            "people who sign in",
            [
                """
                CREATE TABLE person (
                    person_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, party_id TEXT REFERENCES party (party_id), roles INTEGER NOT NULL,
                    password_hash TEXT, security_stamp TEXT NOT NULL, failed_sign_ins INTEGER NOT NULL, locked_until TEXT, invitation_hash TEXT,
                    invited_until TEXT, created_at TEXT NOT NULL, removed_at TEXT)
                """,
            ]
        ),
        new(
            5,
            "trainings and their schedules",
            [
                "CREATE TABLE training_run (run_id TEXT NOT NULL PRIMARY KEY, requested_at TEXT NOT NULL, record_json TEXT NOT NULL)",
                "CREATE TABLE training_schedule (schedule_id TEXT NOT NULL PRIMARY KEY, record_json TEXT NOT NULL)",
            ]
        ),
        new(
            6,
            "scenes",
            [
                """
                CREATE TABLE scene (
                    domain TEXT NOT NULL, name TEXT NOT NULL, request_json TEXT NOT NULL, changed_at TEXT NOT NULL, PRIMARY KEY (domain, name))
                """,
            ]
        ),
        new(
            7,
            "uploaded imports, pseudonymised domains",
            [
                """
                CREATE TABLE uploaded_import (
                    import_id TEXT NOT NULL PRIMARY KEY, domain TEXT NOT NULL, is_over INTEGER NOT NULL, record_json TEXT NOT NULL)
                """,
                "CREATE INDEX uploaded_import_by_domain ON uploaded_import (domain, import_id)",
                "CREATE TABLE pseudonymised_domain (domain TEXT NOT NULL PRIMARY KEY, key_check TEXT NOT NULL)",
            ]
        ),
        new(
            8,
            "activity",
            [
                """
                CREATE TABLE activity (
                    number INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, actor TEXT, action TEXT NOT NULL, domain TEXT, object TEXT,
                    outcome TEXT NOT NULL, row_count BIGINT, calls INTEGER NOT NULL, bulk_key TEXT)
                """,
                "CREATE UNIQUE INDEX activity_bulk ON activity (bulk_key)",
            ]
        ),
        new(
            9,
            "segments",
            [
                """
                CREATE TABLE segment (
                    domain TEXT NOT NULL, name TEXT NOT NULL, rule TEXT, cluster_json TEXT, changed_at TEXT NOT NULL, PRIMARY KEY (domain, name))
                """,
            ]
        ),
        new(
            10,
            "tag mappings",
            [
                """
                CREATE TABLE tag_mapping (
                    partnership_id TEXT NOT NULL PRIMARY KEY, revision INTEGER NOT NULL, changed_at TEXT NOT NULL, edits_json TEXT NOT NULL)
                """,
            ]
        ),
        new(
            11,
            "workbooks",
            [
                """
                CREATE TABLE workbook (
                    domain TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, content_json TEXT NOT NULL, changed_at TEXT NOT NULL,
                    PRIMARY KEY (domain, kind, name))
                """,
            ]
        ),
        new(
            12,
            "experiments",
            [
                """
                CREATE TABLE experiment (
                    domain TEXT NOT NULL, name TEXT NOT NULL, state INTEGER NOT NULL, definition_json TEXT NOT NULL, changed_at TEXT NOT NULL,
                    started_at TEXT, stopped_at TEXT, PRIMARY KEY (domain, name))
                """,
                "CREATE TABLE experiment_holdout (domain TEXT NOT NULL PRIMARY KEY, share REAL NOT NULL, changed_at TEXT NOT NULL)",
            ]
        ),
        new(
            13,
            "campaigns and decisions",
            [
                """
                CREATE TABLE campaign (
                    campaign_id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, partner TEXT NOT NULL, name TEXT NOT NULL, state INTEGER NOT NULL,
                    is_paused_by_owner INTEGER NOT NULL, is_paused_by_partner INTEGER NOT NULL, definition_json TEXT NOT NULL,
                    reviews_json TEXT NOT NULL, history_json TEXT NOT NULL, changed_at TEXT NOT NULL)
                """,
                "CREATE UNIQUE INDEX campaign_by_owner ON campaign (owner, name)",
                "CREATE UNIQUE INDEX campaign_by_partner ON campaign (partner, name)",
                """
                CREATE TABLE campaign_switch (
                    domain TEXT NOT NULL, partner TEXT NOT NULL, is_off INTEGER NOT NULL, changed_at TEXT NOT NULL, PRIMARY KEY (domain, partner))
                """,
                "CREATE TABLE promotion_refusal (domain TEXT NOT NULL, user_id TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (domain, user_id))",
                """
                CREATE TABLE campaign_decision (
                    decision_id TEXT NOT NULL PRIMARY KEY, campaign_id TEXT NOT NULL, domain TEXT NOT NULL, at TEXT NOT NULL, day INTEGER NOT NULL,
                    slot TEXT NOT NULL, user_id TEXT, session_id TEXT, creative TEXT NOT NULL, propensity DOUBLE PRECISION NOT NULL,
                    amount_minor_units BIGINT NOT NULL, request_id TEXT, context_json TEXT)
                """,
                "CREATE INDEX campaign_decision_by_campaign ON campaign_decision (campaign_id, creative, day, amount_minor_units)",
                "CREATE INDEX campaign_decision_by_time ON campaign_decision (at)",
                "CREATE INDEX campaign_decision_by_user ON campaign_decision (domain, user_id)",
                "CREATE UNIQUE INDEX campaign_decision_by_request ON campaign_decision (domain, request_id)",
                """
                CREATE TABLE campaign_outcome (
                    decision_id TEXT NOT NULL, kind INTEGER NOT NULL, campaign_id TEXT NOT NULL, creative TEXT NOT NULL, at TEXT NOT NULL,
                    day INTEGER NOT NULL, amount_minor_units BIGINT NOT NULL, mark INTEGER NOT NULL, PRIMARY KEY (decision_id, kind))
                """,
                "CREATE INDEX campaign_outcome_by_campaign ON campaign_outcome (campaign_id, creative, day)",
            ]
        ),
        new(
            14,
            "offers and their codes",
            [
                """
                CREATE TABLE offer (
                    campaign_id TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, detail_json TEXT NOT NULL, expires_at TEXT NOT NULL,
                    changed_at TEXT NOT NULL, PRIMARY KEY (campaign_id, name))
                """,
                """
                CREATE TABLE offer_code (
                    code TEXT NOT NULL PRIMARY KEY, campaign_id TEXT NOT NULL, offer TEXT NOT NULL, redeemed_at TEXT, request_id TEXT)
                """,
                "CREATE INDEX offer_code_by_offer ON offer_code (campaign_id, offer, redeemed_at)",
            ]
        ),
        new(
            15,
            "traffic of placements and forecasts of campaigns",
            [
                "CREATE TABLE slot_hour (domain TEXT NOT NULL, slot TEXT NOT NULL, hour INTEGER NOT NULL, asks BIGINT NOT NULL, PRIMARY KEY (domain, slot, hour))",
                """
                CREATE TABLE slot_visit (
                    domain TEXT NOT NULL, slot TEXT NOT NULL, day INTEGER NOT NULL, unit TEXT NOT NULL, asks INTEGER NOT NULL,
                    PRIMARY KEY (domain, slot, day, unit))
                """,
                "CREATE INDEX slot_visit_by_unit ON slot_visit (domain, unit)",
                """
                CREATE TABLE campaign_pass (
                    campaign_id TEXT NOT NULL, day INTEGER NOT NULL, reason TEXT NOT NULL, asks BIGINT NOT NULL,
                    PRIMARY KEY (campaign_id, day, reason))
                """,
                """
                CREATE TABLE campaign_forecast (
                    campaign_id TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, partner TEXT NOT NULL, name TEXT NOT NULL, taken_at TEXT NOT NULL,
                    forecast_json TEXT NOT NULL, alerts_json TEXT NOT NULL, standing INTEGER NOT NULL)
                """,
            ]
        ),
        new(
            16,
            "messages out and reminders of live events",
            [
                """
                CREATE TABLE webhook_endpoint (
                    endpoint_id TEXT NOT NULL PRIMARY KEY, party_id TEXT NOT NULL, address TEXT NOT NULL, kinds TEXT NOT NULL,
                    sealed_secret TEXT NOT NULL, created_at TEXT NOT NULL)
                """,
                """
                CREATE TABLE message (
                    message_id TEXT NOT NULL PRIMARY KEY, domain TEXT NOT NULL, kind TEXT NOT NULL, body_json TEXT NOT NULL, user_id TEXT,
                    at TEXT NOT NULL, is_dispatched INTEGER NOT NULL)
                """,
                "CREATE INDEX message_by_dispatch ON message (is_dispatched, at)",
                "CREATE INDEX message_by_user ON message (domain, user_id)",
                """
                CREATE TABLE message_delivery (
                    delivery_id TEXT NOT NULL PRIMARY KEY, message_id TEXT NOT NULL, endpoint_id TEXT NOT NULL, state INTEGER NOT NULL,
                    attempts INTEGER NOT NULL, next_at TEXT NOT NULL, last_at TEXT, last_status INTEGER, last_fault TEXT)
                """,
                "CREATE INDEX message_delivery_by_due ON message_delivery (state, next_at)",
                "CREATE INDEX message_delivery_by_message ON message_delivery (message_id)",
                "CREATE INDEX message_delivery_by_endpoint ON message_delivery (endpoint_id)",
                """
                CREATE TABLE live_event_reminder (
                    campaign_id TEXT NOT NULL, live_event TEXT NOT NULL, domain TEXT NOT NULL, user_id TEXT NOT NULL, asked_at TEXT NOT NULL,
                    told_at TEXT, PRIMARY KEY (campaign_id, live_event, domain, user_id))
                """,
                "CREATE INDEX live_event_reminder_by_user ON live_event_reminder (domain, user_id)",
            ]
        ),
        new(
            17,
            "response models",
            [
                """
                CREATE TABLE response_model (
                    domain TEXT NOT NULL, name TEXT NOT NULL, kept_at TEXT NOT NULL, summary_json TEXT NOT NULL, model_json TEXT NOT NULL,
                    hash TEXT NOT NULL, PRIMARY KEY (domain, name))
                """,
            ]
        ),
        new(18, "time zones of domains", ["ALTER TABLE domain ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC'"]),
        new(19, "propensities of all creatives", ["ALTER TABLE campaign_decision ADD COLUMN propensities_json TEXT"]),
        new(
            20,
            "secrets of webhooks overlap",
            [
                "ALTER TABLE webhook_endpoint ADD COLUMN former_sealed_secret TEXT",
                "ALTER TABLE webhook_endpoint ADD COLUMN former_until TEXT",
            ]
        ),
        new(
            21,
            "long work on audiences",
            [
                """
                CREATE TABLE audience_run (
                    run_id TEXT NOT NULL PRIMARY KEY, requested_at TEXT NOT NULL, record_json TEXT NOT NULL, answer_json TEXT)
                """,
            ]
        ),
    ];
}
