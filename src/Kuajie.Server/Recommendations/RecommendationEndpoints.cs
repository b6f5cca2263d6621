using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Recommendations.Scenes;
using Kuajie.Platform.Training;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Recommendations;

/// <summary>
/// Recommendations for users and visitors of a domain, out of one or several domains. The one endpoint that is called for every page somebody looks at: it takes its parts once,
/// reads the body where it lies and writes the answer straight.
/// </summary>
internal sealed class RecommendationEndpoints
{
    private readonly LiveRecommendations live;
    private readonly SceneShelf scenes;
    private readonly CurrentAccess access;
    private readonly ImpressionLog impressions;
    private readonly IModelRegistry registry;
    private readonly Pseudonyms pseudonyms;
    private readonly ExperimentShelf experiments;

    private RecommendationEndpoints(IServiceProvider parts)
    {
        live = parts.GetRequiredService<LiveRecommendations>();
        scenes = parts.GetRequiredService<SceneShelf>();
        access = parts.GetRequiredService<CurrentAccess>();
        impressions = parts.GetRequiredService<ImpressionLog>();
        registry = parts.GetRequiredService<IWorkspace>().Models;
        pseudonyms = parts.GetRequiredService<Pseudonyms>();
        experiments = parts.GetRequiredService<ExperimentShelf>();
    }

    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapPost("/domains/{domain}/recommendations", new RecommendationEndpoints(v1.ServiceProvider).Recommend)
            .WithTags("recommendations")
            .WithName("recommend")
            .WithSummary("Recommends. The list is recorded; an event that names its id is counted as its success.")
            .Accepts<RecommendationRequest>("application/json")
            .Produces<RecommendationResponse>()
            // The list itself is recorded.
            .LeavesNoActivity()
            .Allow(Scope.Recommend, Role.Owner | Role.Growth | Role.Data, DomainNeed.Own);

    /// <summary>Recommends. The list is recorded; an event that names its id is counted as its success.</summary>
    private Task Recommend(string domain, HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("media type", StatusCodes.Status415UnsupportedMediaType);
        }
        // Usually the body came with the head and nothing has to be waited for.
        var reading = context.Request.BodyReader.ReadAsync(context.RequestAborted);
        if (!reading.IsCompletedSuccessfully)
        {
            return ReadAsync(domain, context, reading);
        }
        var read = reading.Result;
        return read.IsCompleted
            ? AnswerAsync(domain, context, Parse(context.Request.BodyReader, read))
            : ReadAsync(domain, context, new ValueTask<ReadResult>(read));
    }

    private async Task ReadAsync(string domain, HttpContext context, ValueTask<ReadResult> reading)
    {
        var body = context.Request.BodyReader;
        var read = await reading;
        while (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync(context.RequestAborted);
        }
        await AnswerAsync(domain, context, Parse(body, read));
    }

    private static RecommendationRequest Parse(PipeReader body, ReadResult read)
    {
        try
        {
            var json = new Utf8JsonReader(read.Buffer);
            var request = JsonSerializer.Deserialize(ref json, RecommendationsJson.Default.RecommendationRequest);
            return request is not null && !json.Read() ? request : throw new JsonException(null, "$", 0, json.BytesConsumed);
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End);
        }
    }

    private Task AnswerAsync(string domain, HttpContext context, RecommendationRequest request)
    {
        if (request.Language is { } language)
        {
            CultureInfo.CurrentUICulture = SpokenLanguage.Choose(language);
        }
        if (request.User is { } user && pseudonyms.Of(domain) is not null)
        {
            request = request with { User = pseudonyms.Stored(domain, user) };
        }
        var direction = Direct(domain, request);
        var wanted = RequestReading.Read(domain, direction.Scene is { } scene ? request with { Scene = scene } : request, scenes);
        if (direction.Arms is { } arms)
        {
            wanted = wanted with { Arm = arms, ModelVersion = direction.Model };
        }
        var may = new RequestAccess(access.Current, context.Caller(), domain);
        foreach (var target in wanted.Targets)
        {
            may.ThrowIfRefused(target.Domain);
        }
        if (request.Preview == true || request.Model is not null)
        {
            PreviewAccess.ThrowIfRefused(request, context.Caller(), access.Current, registry);
            return ListResult.WriteAsync(context, live.Recommender.Recommend(wanted, may));
        }
        var list = ListFor(wanted, may);
        var adding = impressions.AddAsync(LiveRecommender.ToImpression(wanted, list), context.RequestAborted);
        return adding.IsCompletedSuccessfully ? ListResult.WriteAsync(context, list) : WriteAfterAsync(adding, context, list);
    }

    /// <summary>What experiments do with a request; one that names an arm of its own, or is only a look, is in none.</summary>
    private ArmDirection Direct(string domain, RecommendationRequest request) =>
        request is { Arm: null, Model: null, Preview: not true }
            ? experiments.Direct(
                domain,
                new ArmRequest(
                    request.User,
                    request.Session,
                    request.Scene,
                    request.Targets is { Count: > 0 } targets ? targets[0]?.Domain : domain
                )
            )
            : default;

    /// <summary>An arm whose version cannot serve is served like everybody; it stays in its arm, so that the comparison stays one of all who were to have it.</summary>
    private LiveList ListFor(LiveRequest wanted, RequestAccess may)
    {
        try
        {
            return live.Recommender.Recommend(wanted, may);
        }
        catch (KuajieException) when (wanted.ModelVersion is not null)
        {
            return live.Recommender.Recommend(wanted with { ModelVersion = null }, may);
        }
    }

    private static async Task WriteAfterAsync(ValueTask adding, HttpContext context, LiveList list)
    {
        await adding;
        await ListResult.WriteAsync(context, list);
    }
}
