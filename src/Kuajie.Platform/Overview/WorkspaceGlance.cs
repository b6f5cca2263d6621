using Kuajie.Platform.Partners;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Runs;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Overview;

/// <summary>All domains at a glance and what needs attention.</summary>
/// <param name="At">When it was looked at.</param>
/// <param name="Domains">Every domain, also those without interactions, in name order.</param>
/// <param name="Attention">What needs attention, domain by domain.</param>
public sealed record WorkspaceGlance(DateTimeOffset At, IReadOnlyList<DomainGlance> Domains, IReadOnlyList<Attention> Attention)
{
    /// <summary>Looks at every store. O(interactions) for the counts.</summary>
    public static WorkspaceGlance Of(IWorkspace workspace, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var totals = workspace.Interactions.Totals().ToDictionary(each => each.Domain, StringComparer.Ordinal);
        var live = workspace.EventLog.LiveTotals().ToDictionary(each => each.Domain, StringComparer.Ordinal);
        var serving = workspace.Models.ServingAll();
        var links = workspace.Links.Totals();
        DomainGlance[] domains =
        [
            .. workspace
                .Partners.Domains()
                .Select(domain => new DomainGlance(
                    domain,
                    totals.GetValueOrDefault(domain.Name),
                    live.GetValueOrDefault(domain.Name),
                    [.. serving.Where(place => place.TargetDomain == domain.Name).Select(place => place.SourceDomain ?? domain.Name)],
                    links
                        .Where(link => link.FirstDomain == domain.Name || link.SecondDomain == domain.Name)
                        .GroupBy(link => link.FirstDomain == domain.Name ? link.SecondDomain : link.FirstDomain, StringComparer.Ordinal)
                        .ToDictionary(group => group.Key, group => group.Sum(link => link.Links), StringComparer.Ordinal)
                )),
        ];
        return new WorkspaceGlance(now, domains, [.. Attentions(workspace, domains, now)]);
    }

    private static IEnumerable<Attention> Attentions(IWorkspace workspace, IReadOnlyList<DomainGlance> domains, DateTimeOffset now)
    {
        var rules = new AttentionRules(now);
        var (imports, runs) = (workspace.Imports.All(), workspace.TrainingRuns.Runs());
        foreach (var domain in domains)
        {
            var name = domain.Domain.Name;
            ModelVersion[] serving =
            [
                .. workspace
                    .Models.ServingAll()
                    .Where(place => place.TargetDomain == name)
                    .Select(place => place.VersionId)
                    .Distinct(StringComparer.Ordinal)
                    .Select(version => workspace.Models.Find(version))
                    .OfType<ModelVersion>(),
            ];
            var found = rules
                .OfModels(domain, serving)
                .Concat(AttentionRules.OfRuns(name, Latest(runs, name)))
                .Concat(AttentionRules.OfImports(name, imports.FirstOrDefault(import => import.Domain == name)));
            foreach (var each in found)
            {
                yield return each;
            }
        }
        foreach (var each in AttentionRules.OfCampaigns(workspace.Forecasts.WithAlerts()))
        {
            yield return each;
        }
        foreach (var partnership in workspace.Partners.Partnerships().Where(each => each.EndedAt is null))
        {
            if (Unlinked(partnership, domains) is { } unlinked)
            {
                yield return unlinked;
            }
        }
    }

    private static TrainingRunRecord? Latest(IReadOnlyList<TrainingRunRecord> runs, string domain) =>
        runs.Where(run => run.HasEnded && run.Order.TargetDomain == domain).MaxBy(run => run.RequestedAt);

    private static Attention? Unlinked(Partnership partnership, IReadOnlyList<DomainGlance> domains)
    {
        var first = domains.FirstOrDefault(domain => domain.Domain.Name == partnership.FirstDomain);
        var second = domains.FirstOrDefault(domain => domain.Domain.Name == partnership.SecondDomain);
        return
            first is { HasInteractions: true }
            && second is { HasInteractions: true }
            && !first.LinkedTo.ContainsKey(partnership.SecondDomain)
            ? new Attention(AttentionKind.NotLinked, partnership.FirstDomain, partnership.SecondDomain)
            : null;
    }
}
