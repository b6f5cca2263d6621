using System.Net;
using System.Text;
using System.Text.Json;

namespace Kuajie.Server.Tests.Imports;

/// <summary>Short forms for imports over the network.</summary>
internal static class Uploads
{
    /// <summary>A form with files.</summary>
    public static MultipartFormDataContent Form(params (string Part, string Name, string Text)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (part, name, text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), part, name);
        }
        return form;
    }

    /// <summary>Sends a form and gives the import's id.</summary>
    public static async Task<string> StartAsync(this HttpClient client, string imports, HttpContent form) =>
        (await (await client.PostAsync(imports, form)).DocumentAsync(HttpStatusCode.Accepted)).GetProperty("import").GetString()!;

    /// <summary>Waits until an import is over.</summary>
    public static async Task<JsonElement> EndAsync(this HttpClient client, string imports, string import)
    {
        using var progress = await client.GetAsync($"{imports}/{import}/progress");
        await progress.Content.ReadAsStringAsync();
        return await (await client.GetAsync($"{imports}/{import}")).DocumentAsync();
    }

    public static string State(this JsonElement import) => import.GetProperty("state").GetString()!;
}
