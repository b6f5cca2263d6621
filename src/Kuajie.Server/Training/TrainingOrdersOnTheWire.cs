using System.Text.Json;
using Kuajie.Client.Training;
using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training.Runs;
using Kuajie.Server.Access;

namespace Kuajie.Server.Training;

/// <summary>Requests to train as orders, with what their caller may learn from checked.</summary>
internal static class TrainingOrdersOnTheWire
{
    /// <summary>The order of a request for the domain in its address.</summary>
    /// <exception cref="Platform.Faults.KuajieException">A source domain that the caller does not know, or that shares no recommendations with the target.</exception>
    public static TrainingOrder ToOrder(TrainingRunRequest request, string target, Caller caller, DomainAccess access)
    {
        // A list on the wire may hold null whatever its type says; no domain has no name.
        string[] sources = [.. (request.Sources ?? []).Select(source => source ?? "")];
        foreach (var source in sources)
        {
            ThrowIfClosed(source, target, caller, access);
        }
        return new TrainingOrder
        {
            TargetDomain = target,
            SourceDomains = sources,
            Model = request.Model,
            OptionsJson = request.Options?.GetRawText(),
            IsRefresh = request.Refresh,
            BudgetSeconds = request.BudgetSeconds,
            Steps = request.Steps,
            Seed = request.Seed,
            IsPromoted = request.Promote,
            Weights = request.Weights,
            IsMeasured = request.Measure,
        };
    }

    /// <summary>An order as it was asked for.</summary>
    public static TrainingRunRequest ToRequest(TrainingOrder order) =>
        new(
            order.SourceDomains,
            order.Model,
            order.OptionsJson is { } options ? JsonDocument.Parse(options).RootElement : null,
            order.IsRefresh,
            order.BudgetSeconds,
            order.Steps,
            order.Seed,
            order.IsPromoted,
            order.IsMeasured,
            order.Weights
        );

    private static void ThrowIfClosed(string source, string target, Caller caller, DomainAccess access)
    {
        var need = DomainNeed.SharedBy(PartnershipShares.Recommendations);
        switch (access.Judge(caller, source, need))
        {
            case DomainVerdict.Hidden:
                throw KnownDomains.Unknown(source, access.Visible(caller, need));
            case DomainVerdict.Refused:
                throw ServerTexts.NotShared(source, need);
            default:
                if (!string.Equals(source, target, StringComparison.Ordinal) && !access.MayTransfer(source, target))
                {
                    throw ServerTexts.NotShared(source, need);
                }
                break;
        }
    }
}
