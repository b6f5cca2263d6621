namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>Addresses of the parts of the page on experiments: whatever is looked at can be sent to somebody else.</summary>
internal static class ExperimentAddress
{
    /// <summary>The experiments of a domain.</summary>
    public static string List(string domain) => $"/experiments?domain={Uri.EscapeDataString(domain)}";

    /// <summary>Setting one up; from a draft where its name is given.</summary>
    public static string SetUp(string domain, string? draft = null) =>
        $"{List(domain)}&part=set-up{(draft is null ? "" : $"&experiment={Uri.EscapeDataString(draft)}")}";

    /// <summary>One experiment.</summary>
    public static string Of(string domain, string experiment) =>
        $"{List(domain)}&part=result&experiment={Uri.EscapeDataString(experiment)}";
}
