using System.Data.Common;
using Kuajie.Platform.Campaigns.Decisions;

namespace Kuajie.Storage.Records;

/// <summary>
/// Decisions written and found again by plain statements: they are on the way of every request of a placement, and a context that tracks and translates takes several times as long as the rows.
/// </summary>
internal static class DecisionRows
{
    private static readonly (string Column, Func<Decision, object?> Value)[] Columns =
    [
        ("decision_id", each => each.DecisionId),
        ("campaign_id", each => each.CampaignId),
        ("domain", each => each.Domain),
        ("at", each => InstantText.Of(each.At)),
        ("day", each => each.Day),
        ("slot", each => each.Slot),
        ("user_id", each => each.UserId),
        ("session_id", each => each.SessionId),
        ("creative", each => each.Creative),
        ("propensity", each => each.Propensity),
        ("amount_minor_units", each => each.AmountMinorUnits),
        ("request_id", each => each.RequestId),
        ("context_json", each => each.ContextJson),
        ("propensities_json", each => each.PropensitiesJson),
    ];

    private static readonly string Names = string.Join(", ", Columns.Select(each => each.Column));

    private static readonly string InsertText =
        $"INSERT INTO campaign_decision ({Names}) VALUES ({string.Join(", ", Columns.Select(each => "@" + each.Column))})";

    private static readonly string FindText = $"SELECT {Names} FROM campaign_decision WHERE domain = @domain AND request_id = @request_id";

    /// <summary>Writes all or none.</summary>
    public static void Insert(DbConnection connection, IReadOnlyList<Decision> decisions)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, InsertText);
        var parameters = Array.ConvertAll(Columns, each => Add(command, each.Column));
        foreach (var decision in decisions)
        {
            for (var column = 0; column < Columns.Length; column++)
            {
                parameters[column].Value = Columns[column].Value(decision) ?? DBNull.Value;
            }
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>The decision of a caller's request, or null.</summary>
    public static Decision? FindRequest(DbConnection connection, string domain, string requestId)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FindText;
        Add(command, "domain").Value = domain;
        Add(command, "request_id").Value = requestId;
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new Decision(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(2),
                InstantText.Parse(reader.GetString(3)),
                reader.GetInt32(4),
                reader.GetString(5),
                Text(reader, 6),
                Text(reader, 7),
                reader.GetString(8),
                reader.GetDouble(9),
                reader.GetInt64(10),
                Text(reader, 11),
                Text(reader, 12),
                Text(reader, 13)
            )
            : null;
    }

    private static DbParameter Add(DbCommand command, string column)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + column;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
