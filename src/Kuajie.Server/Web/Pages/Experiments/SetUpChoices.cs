using Kuajie.Client;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>What arms may name.</summary>
/// <param name="Scenes">Scenes of the domain.</param>
/// <param name="Segments">Segments of the domain.</param>
/// <param name="Versions">Model versions of the person's own domains, the latest first.</param>
internal sealed record SetUpChoices(IReadOnlyList<string> Scenes, IReadOnlyList<string> Segments, IReadOnlyList<string> Versions)
{
    public static async Task<SetUpChoices> LoadAsync(
        KuajieClient api,
        string domain,
        IReadOnlyList<string> owns,
        CancellationToken cancellation
    )
    {
        var scenes = await api.Scenes.ListAsync(domain, cancellation);
        var segments = await api.Segments.ListAsync(domain, cancellation);
        var versions = new List<(string Version, DateTimeOffset At)>();
        foreach (var own in owns)
        {
            versions.AddRange((await api.Models.ListAsync(own, cancellation)).Select(each => (each.Version, each.TrainedAt)));
        }
        return new SetUpChoices(
            [.. scenes.Select(scene => scene.Scene)],
            [.. segments.Select(segment => segment.Name)],
            [.. versions.OrderByDescending(each => each.At).Select(each => each.Version)]
        );
    }
}
