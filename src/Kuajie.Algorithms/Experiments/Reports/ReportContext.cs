using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Texts;

namespace Kuajie.Algorithms.Experiments.Reports;

/// <summary>What all questions of a report share: the split, when it was to be read, and how many questions the decision rests on.</summary>
internal readonly record struct ReportContext(SampleRatioCheck Split, long? PlannedUnits, int Goals)
{
    public bool IsBroken => Split.IsBroken;

    /// <summary>The broken split in words: the arm furthest from its share, found and expected.</summary>
    public ExperimentText Sentence
    {
        get
        {
            var split = Split;
            double units = split.Found.Sum();
            var arm = Enumerable
                .Range(0, split.Found.Count)
                .MaxBy(place => Math.Abs(split.Found[place] - split.Expected[place]) / Math.Sqrt(split.Expected[place]));
            return ExperimentText.Of(
                "VerdictBrokenSplit",
                arm + 1,
                split.Expected[arm] / units,
                split.Found[arm] / units,
                split.Found.Sum()
            );
        }
    }
}
