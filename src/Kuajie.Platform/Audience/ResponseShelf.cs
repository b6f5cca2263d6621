using Kuajie.Marketing.Response;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Audience;

/// <summary>Response models kept under names. Safe to call from many threads.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="clock">The clock.</param>
public sealed class ResponseShelf(IResponseModelStore store, TimeProvider clock)
{
    /// <summary>Most response models of a domain.</summary>
    public const int MostOfDomain = 100;

    private const int LongestName = 64;
    private readonly Lock changing = new();

    /// <summary>The response models of a domain, in name order.</summary>
    public IReadOnlyList<KeptResponseEntry> Of(string domain) =>
        [.. store.Of(domain).Select(each => new KeptResponseEntry(each.Name, each.KeptAt, KeptResponse.TrySummary(each.SummaryJson)))];

    /// <summary>A response model.</summary>
    /// <exception cref="KuajieException">There is none of the name, or it is damaged.</exception>
    public KeptResponse Find(string domain, string name) => KeptResponse.Of(store.Find(domain, name) ?? throw Unknown(domain, name));

    /// <summary>Refuses a name that breaks the rule: before a training, which takes a while.</summary>
    /// <exception cref="KuajieException">The name breaks the rule, or the domain has as many models as it may.</exception>
    public void ThrowIfNoPlace(string domain, string name)
    {
        var isName =
            name is { Length: > 0 and <= LongestName }
            && char.IsLetterOrDigit(name[0])
            && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');
        if (!isName)
        {
            throw ResponseTexts.Source.Fault("invalid-response-model-name", "Name", isUsage: true, arguments: [name, LongestName]);
        }
        var known = store.Of(domain);
        if (known.Count >= MostOfDomain && known.All(each => each.Name != name))
        {
            throw ResponseTexts.Source.Fault("too-many-response-models", "TooMany", isUsage: true, arguments: [domain, MostOfDomain]);
        }
    }

    /// <summary>Keeps what a training chose, in place of the one of its name.</summary>
    /// <exception cref="KuajieException">There was not enough to learn from; or as <see cref="ThrowIfNoPlace"/>.</exception>
    public KeptResponse Keep(string name, ResponseRequest request, ResponseTraining training)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(training);
        if (training.Model is not { } model)
        {
            throw ResponseTexts.Source.Fault("response-shortage", "Shortage", arguments: [$"{training.Report.Shortage}"]);
        }
        var kept = new KeptResponse(request.Domain, name, clock.GetUtcNow(), new ResponseSummary(request, training.Report), model);
        lock (changing)
        {
            ThrowIfNoPlace(request.Domain, name);
            store.Put(kept.ToRecord());
        }
        return kept;
    }

    /// <summary>Forgets a response model, damaged or not.</summary>
    /// <exception cref="KuajieException">There is none of the name.</exception>
    public void Remove(string domain, string name)
    {
        if (!store.Remove(domain, name))
        {
            throw Unknown(domain, name);
        }
    }

    private static KuajieException Unknown(string domain, string name) =>
        ResponseTexts.Source.Fault("unknown-response-model", "Unknown", arguments: [name, domain]);
}
