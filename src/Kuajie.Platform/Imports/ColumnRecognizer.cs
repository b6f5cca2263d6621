using System.Text;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Imports;

/// <summary>Finds which column of a file plays which role.</summary>
public static class ColumnRecognizer
{
    private const int MostCandidates = 3;

    /// <summary>Index of the column of each role that the file has.</summary>
    /// <param name="roles">The roles of this kind of file.</param>
    /// <param name="columns">The file's column names in order.</param>
    /// <param name="map">Roles that the person named a column for; a name wins over recognition.</param>
    /// <param name="file">The file, for the fault.</param>
    /// <exception cref="KuajieException">A required role has no column, or the map names a column that is not there.</exception>
    public static IReadOnlyDictionary<string, int> Recognize(
        IReadOnlyList<ColumnRole> roles,
        IReadOnlyList<string> columns,
        IReadOnlyDictionary<string, string> map,
        string file
    )
    {
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(map);
        var normalized = columns.Select(Normalize).ToArray();
        var mapped = roles
            .Where(role => map.ContainsKey(role.Role))
            .ToDictionary(role => role.Role, role => Mapped(role.Role, map[role.Role], columns, normalized, file), StringComparer.Ordinal);
        var found = Found(roles, normalized, mapped);
        foreach (var role in roles.Where(role => role.IsRequired && !found.ContainsKey(role.Role)))
        {
            throw ImportTexts.Source.Fault(
                "missing-column",
                "MissingColumn",
                file,
                isUsage: true,
                arguments: [string.Join(", ", columns.Take(40)), role.Role, Closest(role, columns)]
            );
        }
        return found;
    }

    /// <summary>What each role's column would be, with the ones that come next; a column that the map names and the file lacks is as good as not named.</summary>
    public static IReadOnlyList<RolePreview> Propose(
        IReadOnlyList<ColumnRole> roles,
        IReadOnlyList<string> columns,
        IReadOnlyDictionary<string, string> map
    )
    {
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(map);
        var normalized = columns.Select(Normalize).ToArray();
        var mapped = roles
            .Where(role => map.ContainsKey(role.Role))
            .Select(role => (role.Role, Place: PlaceOf(map[role.Role], columns, normalized)))
            .Where(role => role.Place >= 0)
            .ToDictionary(role => role.Role, role => role.Place, StringComparer.Ordinal);
        var found = Found(roles, normalized, mapped);
        return
        [
            .. roles.Select(role =>
            {
                var column = found.TryGetValue(role.Role, out var place) ? columns[place] : null;
                return new RolePreview(role.Role, role.IsRequired, column, [.. Nearest(role, columns).Where(name => name != column)]);
            }),
        ];
    }

    /// <summary>Whether any name is one that a role goes by: then a first line is a header.</summary>
    public static bool LooksLikeHeader(
        IReadOnlyList<ColumnRole> roles,
        IReadOnlyList<string> names,
        IReadOnlyDictionary<string, string> map
    )
    {
        var normalized = names.Select(Normalize).ToHashSet(StringComparer.Ordinal);
        return roles.Any(role => role.Names.Any(name => normalized.Contains(Normalize(name))))
            || map.Values.Any(column => normalized.Contains(Normalize(column)));
    }

    /// <summary>A name without what people vary: case, spaces, dashes, underscores, full-width forms, a RecBole type after a colon.</summary>
    public static string Normalize(string name)
    {
        var folded = name.Normalize(NormalizationForm.FormKC).Trim(IdText.Blanks.ToCharArray());
        var colon = folded.IndexOf(':', StringComparison.Ordinal);
        var bare = colon > 0 ? folded[..colon] : folded;
        return string.Concat(bare.Where(letter => letter is not (' ' or '_' or '-' or '.' or '"' or '\''))).ToLowerInvariant();
    }

    /// <summary>Places of the mapped roles and of those recognised by their names.</summary>
    private static Dictionary<string, int> Found(IReadOnlyList<ColumnRole> roles, string[] normalized, Dictionary<string, int> mapped)
    {
        var found = new Dictionary<string, int>(mapped, StringComparer.Ordinal);
        foreach (var role in roles.Where(role => !mapped.ContainsKey(role.Role)))
        {
            var index = role
                .Names.Select(name => Array.IndexOf(normalized, Normalize(name)))
                .FirstOrDefault(index => index >= 0 && !found.ContainsValue(index), -1);
            if (index >= 0)
            {
                found[role.Role] = index;
            }
        }
        return found;
    }

    private static int Mapped(string role, string wanted, IReadOnlyList<string> columns, string[] normalized, string file)
    {
        var index = PlaceOf(wanted, columns, normalized);
        return index >= 0
            ? index
            : throw ImportTexts.Source.Fault(
                "unknown-column",
                "UnknownColumn",
                file,
                isUsage: true,
                arguments:
                [
                    string.Join(", ", columns.Take(40)),
                    $"{role}={wanted}",
                    string.Join(", ", columns.OrderBy(column => Distance(Normalize(column), Normalize(wanted))).Take(MostCandidates)),
                ]
            );
    }

    private static int PlaceOf(string wanted, IReadOnlyList<string> columns, string[] normalized)
    {
        if (wanted.StartsWith('#') && int.TryParse(wanted.AsSpan(1), out var place) && place >= 1 && place <= columns.Count)
        {
            return place - 1;
        }
        var exact = columns.ToList().FindIndex(column => string.Equals(column, wanted, StringComparison.Ordinal));
        return exact >= 0 ? exact : Array.IndexOf(normalized, Normalize(wanted));
    }

    private static string Closest(ColumnRole role, IReadOnlyList<string> columns) => string.Join(", ", Nearest(role, columns));

    private static IEnumerable<string> Nearest(ColumnRole role, IReadOnlyList<string> columns) =>
        columns
            .Select(column => (column, distance: role.Names.Min(name => RelativeDistance(Normalize(column), Normalize(name)))))
            .OrderBy(candidate => candidate.distance)
            .Take(MostCandidates)
            .Select(candidate => candidate.column);

    private static double RelativeDistance(string first, string second) =>
        Distance(first, second) / (double)Math.Max(1, Math.Max(first.Length, second.Length));

    /// <summary>Levenshtein's distance. O(first · second).</summary>
    private static int Distance(string first, string second)
    {
        var previous = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var row = 1; row <= first.Length; row++)
        {
            var current = new int[second.Length + 1];
            current[0] = row;
            for (var column = 1; column <= second.Length; column++)
            {
                var replaced = previous[column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[second.Length];
    }
}
