namespace Kuajie.Server.Web.Parts;

/// <summary>How far long work has come, as a person reads it.</summary>
internal static class WorkFigures
{
    private const int SlowRate = 10;

    /// <summary>A state in the API's word, for people.</summary>
    public static string State(string state) => ConsoleTexts.Say($"Work{char.ToUpperInvariant(state[0])}{state[1..]}");

    /// <summary>What is done, of how much where that is known; empty before anything is.</summary>
    public static string Count(long done, long? total) =>
        total is { } all ? ConsoleTexts.Say("WorkDoneOf", Figures.Count(done), Figures.Count(all))
        : done > 0 ? Figures.Count(done)
        : "";

    /// <summary>Percent of it, or less than nothing where its end is unknown.</summary>
    public static double Share(long done, long? total) => total is { } all and > 0 ? 100.0 * done / all : -1;

    /// <summary>What is done, how fast, and how long it will take still; what is unknown is left out.</summary>
    public static string Told(long done, long? total, double? ratePerSecond, double? secondsLeft, string? more = null) =>
        string.Join(
            " · ",
            (
                (string?[])
                    [
                        Count(done, total),
                        ratePerSecond is { } rate ? ConsoleTexts.Say("WorkRate", Figures.Number(rate, rate < SlowRate ? 1 : 0)) : null,
                        secondsLeft is > 0 and { } seconds
                            ? ConsoleTexts.Say("WorkLeft", Figures.Span(TimeSpan.FromSeconds(Math.Ceiling(seconds))))
                            : null,
                        more,
                    ]
            ).Where(part => !string.IsNullOrEmpty(part))
        );
}
