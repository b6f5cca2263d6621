using Kuajie.Platform.Audience.Runs;

namespace Kuajie.Conformance.InMemory;

/// <summary>Long work on audiences by its ids.</summary>
public sealed class InMemoryAudienceRunStore : IAudienceRunStore
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, AudienceRunRecord> runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> answers = new(StringComparer.Ordinal);

    public IReadOnlyList<AudienceRunRecord> Runs()
    {
        lock (changing)
        {
            return [.. runs.Values.OrderByDescending(run => run.RequestedAt).ThenByDescending(run => run.RunId, StringComparer.Ordinal)];
        }
    }

    public void Put(AudienceRunRecord run)
    {
        lock (changing)
        {
            runs[run.RunId] = run;
        }
    }

    public string? AnswerOf(string runId)
    {
        lock (changing)
        {
            return answers.GetValueOrDefault(runId);
        }
    }

    public void PutAnswer(string runId, string answerJson)
    {
        lock (changing)
        {
            if (runs.ContainsKey(runId))
            {
                answers[runId] = answerJson;
            }
        }
    }

    public void Remove(string runId)
    {
        lock (changing)
        {
            runs.Remove(runId);
            answers.Remove(runId);
        }
    }
}
