using Kuajie.Platform.Faults;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Tests.Tables;

/// <summary>Tables written as in a file, and the faults of reading them.</summary>
internal static class Tables
{
    /// <summary>Lines of a file without quotes.</summary>
    public static Table Of(string text) => Named("t.csv", text);

    public static Table Named(string source, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new Table(source, lines[0].Split(','), [.. lines.Skip(1).Select((line, place) => new TableRow(place + 2, line.Split(',')))]);
    }

    /// <summary>The faults that work ends with: code and place of each.</summary>
    public static IReadOnlyList<(string Code, string? Where)> Faults(Action work)
    {
        try
        {
            work();
            return [];
        }
        catch (KuajieException fault)
        {
            return [(fault.Code, fault.Where)];
        }
        catch (SeveralFaultsException several)
        {
            return [.. several.Faults.Select(fault => (fault.Code, fault.Where))];
        }
    }
}
