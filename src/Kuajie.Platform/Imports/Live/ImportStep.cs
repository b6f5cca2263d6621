using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Imports.Live;

/// <summary>What an import in the background is busy with.</summary>
public enum ImportStage
{
    /// <summary>Waits for the ones before it.</summary>
    Waiting,

    /// <summary>Hashes the files.</summary>
    Fingerprint,

    /// <summary>Reads the files.</summary>
    Read,

    /// <summary>Tests every row.</summary>
    Clean,

    /// <summary>Removes duplicates.</summary>
    Deduplicate,

    /// <summary>Measures the domain.</summary>
    Measure,

    /// <summary>Is over.</summary>
    Ended,
}

/// <summary>One message of an import's progress.</summary>
/// <param name="Number">Rises by one with each message; a listener that lost its connection goes on from the last it has.</param>
/// <param name="At">When.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Rows">Rows done in this stage.</param>
/// <param name="Expected">How many in all, or null where unknown.</param>
public sealed record ImportStep(int Number, DateTimeOffset At, ImportStage Stage, long Rows, long? Expected) : ILogStep
{
    /// <inheritdoc/>
    public bool IsLast => Stage == ImportStage.Ended;
}
