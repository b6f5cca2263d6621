using System.Text.Json;
using Kuajie.Client.Recommendations;

namespace Kuajie.Server.Web.Pages.Recommendations;

/// <summary>What the lab shows, as its address says it.</summary>
/// <param name="Domain">The domain of user or visit.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="Beside">What stands beside it.</param>
public sealed record LabState(string Domain, RecommendationRequest Request, Comparison Beside)
{
    /// <summary>Reads an address; what makes no sense counts as not said.</summary>
    public static LabState Parse(string? domain, string? request, string? beside) =>
        new(domain ?? "", ParseRequest(request), Comparison.Parse(beside));

    /// <summary>The address's parameters; null takes one out.</summary>
    public IReadOnlyDictionary<string, object?> ToQuery() =>
        new Dictionary<string, object?>
        {
            ["domain"] = Domain,
            ["request"] = Write(Request),
            ["beside"] = Beside.ToString() is { Length: > 0 } text ? text : null,
        };

    /// <summary>The request without the person: what a scene keeps.</summary>
    public static RecommendationRequest Wishes(RecommendationRequest request) =>
        request with
        {
            User = null,
            Session = null,
            Interactions = null,
            Cursor = null,
            Scene = null,
            Seed = null,
            Preview = null,
            Model = null,
        };

    /// <summary>The person of one request with the wishes of another.</summary>
    public static RecommendationRequest WithWishes(RecommendationRequest person, RecommendationRequest wishes) =>
        Wishes(wishes) with
        {
            User = person.User,
            Session = person.Session,
            Interactions = person.Interactions,
        };

    /// <summary>A request as it is sent by the page: to be looked at, with reasons.</summary>
    public RecommendationRequest ToAsk() =>
        Request with
        {
            Preview = true,
            Explain = true,
            MostReasons = Beside.Kind == ComparisonKind.None ? 3 : 2,
        };

    /// <summary>What is asked for the list beside; null where nothing stands beside.</summary>
    /// <param name="scenes">The stored scenes.</param>
    public RecommendationRequest? ToAskBeside(IReadOnlyList<SceneResponse> scenes) =>
        Beside.Kind switch
        {
            ComparisonKind.Version => ToAsk() with { Model = Beside.Name },
            ComparisonKind.Plain => (
                this with
                {
                    Request = new(Request.User, Request.Session, Request.Interactions, Request.Targets, Request.Count),
                }
            ).ToAsk(),
            ComparisonKind.Scene when scenes.FirstOrDefault(scene => scene.Scene == Beside.Name) is { } scene => (
                this with
                {
                    Request = WithWishes(Request, scene.Request) with { Targets = scene.Request.Targets ?? Request.Targets },
                }
            ).ToAsk(),
            _ => null,
        };

    /// <summary>A request as JSON.</summary>
    public static string Write(RecommendationRequest request) =>
        JsonSerializer.Serialize(request, RecommendationsJson.Default.RecommendationRequest);

    private static RecommendationRequest ParseRequest(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text)
                ? new RecommendationRequest()
                : JsonSerializer.Deserialize(text, RecommendationsJson.Default.RecommendationRequest) ?? new RecommendationRequest();
        }
        catch (JsonException)
        {
            return new RecommendationRequest();
        }
    }
}

/// <summary>What the lists are compared with.</summary>
/// <param name="Kind">Of which kind it is.</param>
/// <param name="Name">The version's id or the scene's name.</param>
public readonly record struct Comparison(ComparisonKind Kind, string? Name = null)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is nothing.</summary>
    public static Comparison Parse(string? text) =>
        text?.Split(':', 2) switch
        {
            ["plain"] => new(ComparisonKind.Plain),
            ["version", { Length: > 0 } name] => new(ComparisonKind.Version, name),
            ["scene", { Length: > 0 } name] => new(ComparisonKind.Scene, name),
            _ => default,
        };

    /// <inheritdoc/>
    public override string ToString() =>
        Kind switch
        {
            ComparisonKind.Plain => "plain",
            ComparisonKind.Version => $"version:{Name}",
            ComparisonKind.Scene => $"scene:{Name}",
            _ => "",
        };
}

/// <summary>What can stand beside a list.</summary>
public enum ComparisonKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The same person without any of the wishes.</summary>
    Plain = 1,

    /// <summary>The same request by another version.</summary>
    Version = 2,

    /// <summary>The same person with the wishes of a scene.</summary>
    Scene = 3,
}
