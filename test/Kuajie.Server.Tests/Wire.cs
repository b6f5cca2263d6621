using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kuajie.Client.Problems;

namespace Kuajie.Server.Tests;

/// <summary>Short forms for requests and what comes back.</summary>
internal static class Wire
{
    /// <summary>A body as it stands.</summary>
    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>The problem of a refused request, whose status and media type are checked.</summary>
    public static async Task<ProblemResponse> ProblemAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync(ProblemsJson.Default.ProblemResponse);
        Assert.NotNull(problem);
        Assert.Equal((int)expected, problem.Status);
        return problem;
    }

    /// <summary>The document of an accepted request.</summary>
    public static async Task<JsonElement> DocumentAsync(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
