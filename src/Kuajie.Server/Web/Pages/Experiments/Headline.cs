using Kuajie.Client.Experiments;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Experiments.ExperimentsPageTexts;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>What a metric comes to, in one plain sentence with its uncertainty.</summary>
internal static class Headline
{
    /// <summary>The sentence.</summary>
    public static string Of(MetricReadingResponse metric) =>
        (metric.Lift ?? metric.Effect) is { } range ? Of(metric, range) : T($"Head_{metric.Verdict}_bare", metric.Metric);

    /// <summary>The colour beside it.</summary>
    public static string ToneOf(MetricReadingResponse metric) =>
        metric.Verdict switch
        {
            "better" => "is-good",
            "worse" or "brokenSplit" => "is-bad",
            _ => "",
        };

    /// <summary>An end of an interval with its sign: as percent where it is relative.</summary>
    public static string Signed(double value, bool isRelative)
    {
        var size = isRelative ? Figures.Share(Math.Abs(value)) : Figures.Number(Math.Abs(value), 4);
        return value < 0 ? $"−{size}"
            : value > 0 ? $"+{size}"
            : size;
    }

    private static string Of(MetricReadingResponse metric, EffectResponse range)
    {
        var isRelative = metric.Lift is not null;
        // Proven effects lie on one side: "between 1 % and 6 % more" reads easier than signs.
        var side =
            metric.Verdict is not ("better" or "worse") ? ""
            : range.Low > 0 ? "_more"
            : range.High < 0 ? "_less"
            : "";
        var (low, high) = side == "_less" ? (-range.High, -range.Low) : (range.Low, range.High);
        return T($"Head_{metric.Verdict}{side}", metric.Metric, Signed(low, isRelative), Signed(high, isRelative));
    }
}
