using System.Globalization;
using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Platform.Access;
using Spectre.Console;

namespace Kuajie.Cli.Serving;

/// <summary>API keys as programs and people see them: never a secret, never a hash.</summary>
internal static class KeyDocument
{
    public static object Of(ApiKey key) =>
        new
        {
            key = key.KeyId,
            key.Name,
            party = key.PartyId,
            scopes = Names(key.Scopes),
            key.CreatedAt,
            key.ExpiresAt,
            key.RevokedAt,
        };

    /// <summary>Scopes from names with commas between, or null where one is unknown or none is given.</summary>
    public static Scope? ParseScopes(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var known = Single().ToDictionary(scope => Name(scope), StringComparer.Ordinal);
        return names.Length == 0 || !names.All(known.ContainsKey) ? null : names.Aggregate(Scope.None, (sum, name) => sum | known[name]);
    }

    public static void Print(IAnsiConsole console, IReadOnlyList<ApiKey> keys)
    {
        if (keys.Count == 0)
        {
            console.Line(KeysTexts.None);
            return;
        }
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns(KeysTexts.KeyColumn, KeysTexts.NameColumn, KeysTexts.PartyColumn, KeysTexts.ScopesColumn, KeysTexts.StateColumn);
        foreach (var key in keys)
        {
            table.AddRow([.. Cells(key).Select(Markup.Escape)]);
        }
        console.Write(table);
    }

    private static string[] Cells(ApiKey key) =>
        [
            key.KeyId,
            key.Name,
            key.PartyId ?? KeysTexts.Operator,
            string.Join(", ", Names(key.Scopes)),
            key.RevokedAt is { } revoked ? KeysTexts.RevokedOn(Day(revoked))
            : key.ExpiresAt is { } end ? KeysTexts.Until(Day(end))
            : KeysTexts.Accepted,
        ];

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[] Names(Scope scopes) => [.. Single().Where(scope => scopes.HasFlag(scope)).Select(Name)];

    private static IEnumerable<Scope> Single() => Enum.GetValues<Scope>().Where(scope => int.IsPow2((int)scope));

    private static string Name(Scope scope) => JsonNamingPolicy.CamelCase.ConvertName(scope.ToString());
}
