using System.Globalization;
using System.Text;

namespace Kuajie.Server.Tests.Api;

/// <summary>
/// Counts what fuzzed requests were answered. The environment variable <c>KUAJIE_FUZZ_REPORT</c> names a folder in which the counts are written as a table, <c>KUAJIE_FUZZ_REQUESTS</c> asks for another
/// number of requests for each operation.
/// </summary>
internal sealed class FuzzReport(string name, int seed)
{
    private readonly SortedDictionary<string, SortedDictionary<int, int>> counts = new(StringComparer.Ordinal);

    /// <summary>Requests for each operation.</summary>
    public static int Requests(int usual) =>
        int.Parse(
            Environment.GetEnvironmentVariable("KUAJIE_FUZZ_REQUESTS") ?? usual.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );

    public void Add(string what, int status)
    {
        var statuses = counts.TryGetValue(what, out var known) ? known : counts[what] = [];
        statuses[status] = statuses.GetValueOrDefault(status) + 1;
    }

    /// <summary>Writes the table where somebody asked for it, and says the sum in any case.</summary>
    public void Write()
    {
        var total = counts.Values.Sum(statuses => statuses.Values.Sum());
        TestContext.Current.SendDiagnosticMessage("{0}, seed {1}: {2} requests.", name, seed, total);
        if (Environment.GetEnvironmentVariable("KUAJIE_FUZZ_REPORT") is not { Length: > 0 } folder)
        {
            return;
        }
        int[] statuses = [.. counts.Values.SelectMany(each => each.Keys).Distinct().Order()];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{total} requests, seed {seed}.\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"| | {string.Join(" | ", statuses)} |\n|---|{string.Concat(statuses.Select(_ => "---|"))}\n"
        );
        foreach (var (what, row) in counts)
        {
            var cells = statuses.Select(status => row.TryGetValue(status, out var count) ? $"{count}" : "");
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {string.Join(" | ", cells)} |\n");
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{name}-{seed}.md"), text.ToString());
    }
}
