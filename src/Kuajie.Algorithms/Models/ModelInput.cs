using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models;

/// <summary>Checks what callers hand to a model.</summary>
internal static class ModelInput
{
    public static void Check(IModel model, UserHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.DomainCount != model.DomainItemCounts.Count)
        {
            throw new ArgumentException(
                $"Found a history of {history.DomainCount} domains; expected {model.DomainItemCounts.Count}, as in training.",
                nameof(history)
            );
        }
        for (var domain = 0; domain < history.DomainCount; domain++)
        {
            var items = history[domain].Items.Span;
            if (items.Length > 0 && (items[0] < 0 || items[^1] >= model.DomainItemCounts[domain]))
            {
                throw new ArgumentException(
                    $"Found items {items[0]} … {items[^1]} in domain {domain}; expected 0 … {model.DomainItemCounts[domain] - 1}.",
                    nameof(history)
                );
            }
        }
    }

    public static void Check(IModel model, UserHistory history, ReadOnlySpan<float> scores)
    {
        Check(model, history);
        if (scores.Length != model.DomainItemCounts[model.TargetDomain])
        {
            throw new ArgumentException(
                $"Found room for {scores.Length} scores; expected {model.DomainItemCounts[model.TargetDomain]}, one for each item.",
                nameof(scores)
            );
        }
    }

    public static void Check(IModel model, UserHistory history, int item, int most)
    {
        Check(model, history);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        ArgumentOutOfRangeException.ThrowIfNegative(item);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, model.DomainItemCounts[model.TargetDomain]);
    }

    /// <summary>Checks a trainer's input and returns the item count of each domain.</summary>
    public static int[] Check(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThan(run.Threads, 1, nameof(run));
        ArgumentOutOfRangeException.ThrowIfNegative(targetDomain);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(targetDomain, dataset.Domains.Count);
        run.Cancellation.ThrowIfCancellationRequested();
        return [.. dataset.Domains.Select(domain => domain.Items.Count)];
    }
}
