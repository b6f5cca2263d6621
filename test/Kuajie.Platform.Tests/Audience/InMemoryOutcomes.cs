using Kuajie.Platform.Experiments;

namespace Kuajie.Platform.Tests.Audience;

/// <summary>What was done, by domain.</summary>
internal sealed class InMemoryOutcomes(List<(string Domain, Outcome Outcome)> stored) : IOutcomeStore
{
    public IEnumerable<Outcome> Outcomes(string domain, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        stored.Where(each => each.Domain == domain && each.Outcome.At >= from && each.Outcome.At < until).Select(each => each.Outcome);
}
