using System.Text.Json;

namespace Kuajie.Server.Tests.Api;

/// <summary>One operation of the OpenAPI document.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its parameters in braces.</param>
/// <param name="Element">The operation's part of the document.</param>
internal sealed record ApiOperation(HttpMethod Method, string Path, JsonElement Element)
{
    public string Name => $"{Method} {Path}";

    public JsonElement Access => Element.GetProperty("x-access");

    /// <summary>What a request needs of the domain it names, or null where it names none.</summary>
    public string? Need => Access.TryGetProperty("domain", out var need) ? need.GetString() : null;

    /// <summary>Names in a list of the access rule.</summary>
    public HashSet<string> Names(string list) => [.. Access.GetProperty(list).EnumerateArray().Select(name => name.GetString()!)];

    public bool Is(string flag) => Access.GetProperty(flag).GetBoolean();

    /// <summary>The path with its parameters filled.</summary>
    public string Fill(Func<string, string> valueOf) =>
        string.Join('/', Path.Split('/').Select(part => part.StartsWith('{') ? Uri.EscapeDataString(valueOf(part.Trim('{', '}'))) : part));

    /// <summary>Every operation that a server offers.</summary>
    public static async Task<(IReadOnlyList<ApiOperation> Operations, JsonElement Document)> AllAsync(HttpClient client)
    {
        var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json")).RootElement;
        return (
            [
                .. document
                    .GetProperty("paths")
                    .EnumerateObject()
                    .SelectMany(path =>
                        path.Value.EnumerateObject().Select(each => new ApiOperation(HttpMethod.Parse(each.Name), path.Name, each.Value))
                    ),
            ],
            document
        );
    }
}
