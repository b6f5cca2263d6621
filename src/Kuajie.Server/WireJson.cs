using System.Net.ServerSentEvents;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Kuajie.Client.Access;
using Kuajie.Client.Audience;
using Kuajie.Client.Bridges;
using Kuajie.Client.Campaigns;
using Kuajie.Client.Catalog;
using Kuajie.Client.Compliance;
using Kuajie.Client.Experiments;
using Kuajie.Client.Imports;
using Kuajie.Client.Interactions;
using Kuajie.Client.Messages;
using Kuajie.Client.Overview;
using Kuajie.Client.Partners;
using Kuajie.Client.Problems;
using Kuajie.Client.Recommendations;
using Kuajie.Client.SampleWorld;
using Kuajie.Client.Training;
using Kuajie.Client.Users;
using Kuajie.Client.Workbooks;
using Kuajie.Client.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server;

/// <summary>How requests and responses are written: by the contracts' own contexts, made at build time.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerContext[] Contexts =
    [
        AccessJson.Default,
        AudienceRunsJson.Default,
        BridgesJson.Default,
        SegmentsJson.Default,
        CampaignsJson.Default,
        WorkbooksJson.Default,
        ExperimentsJson.Default,
        CatalogJson.Default,
        UsersJson.Default,
        ImportsJson.Default,
        MessagesJson.Default,
        EventsJson.Default,
        PartnersJson.Default,
        OverviewJson.Default,
        ProblemsJson.Default,
        RecommendationsJson.Default,
        ResponseModelsJson.Default,
        SampleWorldJson.Default,
        TagMappingJson.Default,
        TrainingJson.Default,
        ComplianceJson.Default,
        WorkspacesJson.Default,
        ServerJson.Default,
    ];

    /// <summary>Chinese stays Chinese. What browsers could take for markup is escaped all the same, should an answer ever land in a page.</summary>
    public static JavaScriptEncoder Readable { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static void Add(IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = Readable;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Clear();
            foreach (var context in Contexts)
            {
                json.SerializerOptions.TypeInfoResolverChain.Add(context);
            }
        });
}

/// <summary>What only the server itself says.</summary>
/// <param name="Version">The program's version.</param>
public sealed record VersionResponse(string Version);

/// <summary>How the service is.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c> or <c>not-ready</c>.</param>
/// <param name="Parts">The parts that readiness depends on.</param>
public sealed record HealthResponse(string Status, IReadOnlyList<HealthPart>? Parts = null);

/// <summary>One part of the service.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status"><c>ready</c>, <c>degraded</c> (works, but not as it should) or <c>not-ready</c>.</param>
/// <param name="Detail">What is the matter; absent where nothing is.</param>
public sealed record HealthPart(string Name, string Status, string? Detail = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
// What Blazor asks when the page of a console comes alive.
[JsonSerializable(typeof(IList<string>))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(SseItem<TrainingStepResponse>))]
[JsonSerializable(typeof(SseItem<AudienceStepResponse>))]
[JsonSerializable(typeof(SseItem<ImportStepResponse>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ServerJson : JsonSerializerContext;
