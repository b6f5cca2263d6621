using System.Globalization;
using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Algorithms.Ranking.Exploration;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Recommendations;

/// <summary>Ways of ranking as people write them: <c>METHOD:NUMBER</c>, for example <c>mmr:0.3</c>.</summary>
public static class RankingText
{
    /// <summary>A method of diversity with its strength: <c>mmr:S</c>, <c>dpp:S</c> or <c>calibrated:S</c> with S from 0 to 1. Null for null.</summary>
    /// <exception cref="KuajieException">It is something else.</exception>
    public static ListDiversity? Diversity(string? text) =>
        text is null ? null
        : Parse<DiversityMethod>(text) is { } found && found.Number is >= 0 and <= 1 ? new ListDiversity(found.Method, found.Number)
        : throw RecommendationTexts.WrongDiversity(text);

    /// <summary>An exploring policy: <c>softmax:T</c> with a temperature T from 0.01 to 100, or <c>epsilon:E</c> with E from 0 to 1. Null for null.</summary>
    /// <exception cref="KuajieException">It is something else.</exception>
    public static ListExploration? Exploration(string? text) =>
        text is null ? null
        : Parse<ExplorationMethod>(text) is { } found && IsAmount(found.Method, found.Number)
            ? new ListExploration(found.Method, found.Number)
        : throw RecommendationTexts.WrongExploration(text);

    private static bool IsAmount(ExplorationMethod method, double amount) =>
        method == ExplorationMethod.Softmax
            ? amount is >= PlackettLuce.LeastTemperature and <= PlackettLuce.LargestTemperature
            : amount is >= 0 and <= 1;

    private static (T Method, double Number)? Parse<T>(string text)
        where T : struct, Enum
    {
        var sides = text.Split(':', StringSplitOptions.TrimEntries);
        return
            sides.Length == 2
            && Array.Find(Enum.GetNames<T>(), name => name.Equals(sides[0], StringComparison.OrdinalIgnoreCase)) is { } name
            && double.TryParse(sides[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (Enum.Parse<T>(name), number)
            : null;
    }
}
