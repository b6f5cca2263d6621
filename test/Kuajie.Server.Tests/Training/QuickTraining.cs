using System.Text.Json;
using Kuajie.Client;
using Kuajie.Client.Training;

namespace Kuajie.Server.Tests.Training;

/// <summary>A model where a test needs one and does not care which.</summary>
internal static class QuickTraining
{
    /// <summary>Trains popularity and waits until it serves.</summary>
    public static async Task TrainAsync(this KuajieClient client, string domain)
    {
        var run = await client.Training.StartAsync(
            domain,
            new TrainingRunRequest(Model: "popularity", Options: JsonDocument.Parse("{}").RootElement)
        );
        await foreach (var _ in client.Training.FollowAsync(domain, run.Run)) { }
        var version = (await client.Models.ListAsync(domain))[0].Version;
        await client.Models.PromoteAsync(domain, version);
    }
}
