using Kuajie.Client;
using Kuajie.Client.Partners;
using Kuajie.Client.Training;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>What a form of a training has to know: kinds and weights, and which domains may speak for which.</summary>
/// <param name="Known">Kinds and weights.</param>
/// <param name="Partnerships">Partnerships, ended ones too.</param>
internal sealed record TrainingFacts(TrainingChoicesResponse Known, IReadOnlyList<PartnershipResponse> Partnerships)
{
    private const string Recommendations = "recommendations";

    /// <summary>Asks for them.</summary>
    public static async Task<TrainingFacts> LoadAsync(KuajieClient api)
    {
        var (known, partnerships) = (api.Training.ChoicesAsync(), api.Partnerships.ListAsync());
        return new TrainingFacts(await known, await partnerships);
    }

    /// <summary>Whether what users did in one domain may help to recommend items of another: they belong to one firm, or a lasting partnership shares it.</summary>
    public bool MaySpeak(DomainResponse source, string target, IReadOnlyList<DomainResponse> domains) =>
        domains.Any(domain => domain.Domain == target && domain.Party == source.Party)
        || Partnerships.Any(partnership =>
            partnership.EndedAt is null
            && partnership.Shares.Contains(Recommendations)
            && partnership.Domains.Contains(source.Domain)
            && partnership.Domains.Contains(target)
        );
}
