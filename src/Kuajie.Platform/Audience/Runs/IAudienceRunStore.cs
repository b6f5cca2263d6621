using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Audience.Runs;

/// <summary>Where long work on audiences is recorded, and its answers. One conformance suite runs on every implementation.</summary>
public interface IAudienceRunStore : IRunStore<AudienceRunRecord>
{
    /// <summary>The answer of a run as it was put, or null.</summary>
    string? AnswerOf(string runId);

    /// <summary>Puts the answer of a run, in place of one that is there. Nothing happens where the run is unknown.</summary>
    void PutAnswer(string runId, string answerJson);

    /// <summary>Forgets a run and its answer. Nothing happens where there is none.</summary>
    void Remove(string runId);
}
