using Kuajie.Client.Audience;
using Kuajie.Client.Training;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Groups of users that are found: how many there are, whether they are more than chance, what tells them apart.</summary>
public sealed partial class ClustersPart
{
    private const string Serving = "";
    private const string NoFactors = "none";
    private readonly Loaded<IReadOnlyList<ModelVersionResponse>> versions = new();
    private int fewest = 2;
    private int most = 8;
    private int seed = 1;
    private string factors = Serving;
    private string prefix = "";
    private bool isSaving;

    /// <inheritdoc/>
    protected override string Kind => "clusters";

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!versions.HasValue)
        {
            await versions.FromAsync(() => Api.Models.ListAsync(Domain, cancellation));
        }
        await base.LoadAsync(cancellation);
    }

    /// <inheritdoc/>
    protected override void Fill(AudienceRunResponse run)
    {
        if (run.ClustersAsked is { } asked)
        {
            (fewest, most, seed) = (asked.Fewest ?? fewest, asked.Most ?? most, asked.Seed ?? seed);
            factors = asked.WithFactors == false ? NoFactors : asked.ModelVersion ?? Serving;
        }
    }

    private Task AskAsync() =>
        StartAsync(
            new AudienceRunRequest(
                Clusters: new ClustersRequest(
                    fewest,
                    most,
                    seed,
                    WithFactors: factors != NoFactors,
                    ModelVersion: factors is Serving or NoFactors ? null : factors
                )
            )
        );

    /// <summary>Stores what is shown: the service kept it.</summary>
    private async Task SaveAsync()
    {
        if (isSaving || Opened.Value?.Run is not { } run)
        {
            return;
        }
        isSaving = true;
        var name = prefix.Trim();
        try
        {
            if (await DoAsync(cancellation => SaveAsync(run, name, cancellation)))
            {
                Tell(T("GroupsSaved", name));
            }
        }
        finally
        {
            isSaving = false;
        }
    }

    private async Task SaveAsync(string run, string name, CancellationToken cancellation)
    {
        var saved = await Api.AudienceRuns.SaveClustersAsync(Domain, run, new SaveClustersRequest(name), cancellation);
        if (Opened.Value?.Run == run)
        {
            Opened.Set(saved);
        }
    }
}
