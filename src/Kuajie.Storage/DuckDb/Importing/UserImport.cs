using System.Text.Encodings.Web;
using System.Text.Json;
using DuckDB.NET.Data;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Brings user files into the store: an id and whatever else is known, as JSON.</summary>
internal sealed class UserImport(ImportScope scope, DuckDbFile store) : RecordImport(scope, store, "users")
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private string? currentUser;
    private string currentAttributes = "{}";

    protected override IReadOnlyList<ColumnRole> Roles => ColumnRole.Users;

    protected override IReadOnlyList<string> Headerless => Scope.Request.Preset?.UserColumns ?? [];

    protected override string RecordColumns => "record_id VARCHAR, attributes VARCHAR";

    protected override RowFault? Test(ISourceReader reader, IReadOnlyDictionary<string, int> roles, SourceRow row)
    {
        var id = IdText.Clean(row.Values[roles["user"]]);
        currentUser = UserOf(roles, row);
        if (id is null)
        {
            return new RowFault(ImportReasons.MissingUser, "user", null);
        }
        if (id.Length > IdText.MostLength)
        {
            return new RowFault(ImportReasons.TooLongId, "user", currentUser);
        }
        var attributes = Others(reader, roles, row).Where(attribute => !IsDropped(attribute.Key));
        currentAttributes = ItemRules.Typed(attributes).ToJsonString(Json);
        return null;
    }

    protected override void Append(IDuckDBAppenderRow target, IReadOnlyDictionary<string, int> roles, SourceRow row, bool isFaulty) =>
        target.AppendValue(isFaulty ? null : currentUser).AppendValue(isFaulty ? "{}" : currentAttributes);

    protected override string? UserOf(IReadOnlyDictionary<string, int> roles, SourceRow row) =>
        IdText.Clean(row.Values[roles["user"]]) is not { } id ? null : Scope.Request.Pseudonymizer?.UserPseudonym(id) ?? id;

    /// <summary>Where ids are replaced, nothing of a rejected user row is kept: every column may name the person.</summary>
    protected override string RawOf(SourceRow row) => Scope.Request.Pseudonymizer is null ? row.Raw : "";

    protected override long Store()
    {
        Scope.Connection.Execute(
            $"""
            CREATE OR REPLACE TEMP TABLE chosen_users AS
            SELECT record_id AS user_id, attributes FROM {Waiting} WHERE reason IS NULL
            QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY place DESC) = 1;
            DELETE FROM chosen_users WHERE EXISTS (
                SELECT 1 FROM users s WHERE s.domain_number = {Scope.Domain} AND s.user_id = chosen_users.user_id AND s.attributes = chosen_users.attributes);
            DELETE FROM users WHERE domain_number = {Scope.Domain} AND user_id IN (SELECT user_id FROM chosen_users);
            """,
            Scope.Cancellation
        );
        return Scope.Connection.Execute(
            $"INSERT INTO users SELECT {Scope.Domain}, user_id, attributes, {Scope.ImportNumber} FROM chosen_users ORDER BY user_id",
            Scope.Cancellation
        );
    }

    private bool IsDropped(string column)
    {
        var isDropped = Scope.Request.Pseudonymizer is not null && DirectIdentifiers.IsOne(column);
        if (isDropped)
        {
            Scope.DroppedColumns.Add(column);
        }
        return isDropped;
    }
}
