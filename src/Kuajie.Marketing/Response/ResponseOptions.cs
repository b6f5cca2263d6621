namespace Kuajie.Marketing.Response;

/// <summary>How response models are trained and judged.</summary>
public sealed record ResponseOptions
{
    /// <summary>Share of the rows, the oldest, that models are fitted on, 0.2 … 0.8. Default 0.6.</summary>
    public double TrainShare { get; init; } = 0.6;

    /// <summary>
    /// Share of the rows after those that calibrates (the older half) and chooses (the newer half), 0.1 … 0.4; the newest rest is for the test alone and has at least a tenth. Default 0.2.
    /// </summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>
    /// How long after the prediction the outcome is known, 0 or more. Rows whose outcome was not known yet when the next part begins are left out of the part before (purging: López de Prado,
    /// "Advances in Financial Machine Learning", 2018, chapter 7). Default 0.
    /// </summary>
    public TimeSpan OutcomeDelay { get; init; }

    /// <summary>How probabilities are calibrated on validation rows; amounts never are. Default Platt's scaling, under which attributions add up to what is served.</summary>
    public CalibrationForm Calibration { get; init; } = CalibrationForm.Platt;

    /// <summary>Levels of a category that fewer rows of the training part have count as one, 1 or more. Default 10.</summary>
    public int FewestRowsOfLevel { get; init; } = 10;

    /// <summary>Trees at most, 1 … 2000; how many are kept is decided on validation rows. Default 200.</summary>
    public int Trees { get; init; } = 200;

    /// <summary>Leaves of a tree, 2 … 64. Default 15.</summary>
    public int Leaves { get; init; } = 15;

    /// <summary>Rows of a leaf, at least 1. Default 20.</summary>
    public int FewestRowsOfLeaf { get; init; } = 20;

    /// <summary>What a tree adds is multiplied by this, above 0 and at most 1. Default 0.05.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Resamples behind the intervals, 100 … 10000. Default 500.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>Seed of everything that is drawn. The same seed and rows give the same model, byte for byte.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>How scores become probabilities.</summary>
public enum CalibrationForm
{
    /// <summary>As they are.</summary>
    None = 0,

    /// <summary>log odds = a + b · score (Platt 1999): two numbers, right for few rows, keeps the order.</summary>
    Platt = 1,

    /// <summary>The best rising step function (Zadrozny and Elkan 2002): follows any bend, wants a thousand rows and more.</summary>
    Isotonic = 2,
}
