using Kuajie.Algorithms.Experiments.Texts;

namespace Kuajie.Algorithms.Experiments.Reports;

/// <summary>What a result comes to, for programs.</summary>
public enum VerdictKind
{
    /// <summary>Not enough data to say anything.</summary>
    NotEnoughData,

    /// <summary>The arms' sizes do not fit their shares: nothing here may be read.</summary>
    BrokenSplit,

    /// <summary>The planned number of units has not come yet.</summary>
    TooEarly,

    /// <summary>Proven better at the confidence asked for.</summary>
    Better,

    /// <summary>Proven worse.</summary>
    Worse,

    /// <summary>Not proven, but more likely better: nine to one or more.</summary>
    ProbablyBetter,

    /// <summary>Not proven, but more likely worse.</summary>
    ProbablyWorse,

    /// <summary>Proven: any difference is smaller than what matters.</summary>
    NoDifferenceThatMatters,

    /// <summary>The data fit better and worse.</summary>
    Undecided,
}

/// <summary>A verdict in plain words.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Sentence">For people: what it comes to, with the interval it rests on.</param>
public sealed record Verdict(VerdictKind Kind, ExperimentText Sentence);
