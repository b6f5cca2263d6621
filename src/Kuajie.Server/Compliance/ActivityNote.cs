using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server.Compliance;

/// <summary>What a handler knows of its call beyond the address; the line of activity takes it up.</summary>
internal sealed class ActivityNote
{
    /// <summary>Who acted, where the gate could not know: somebody who has just signed in.</summary>
    public string? Actor { get; set; }

    /// <summary>Id of what was made.</summary>
    public string? Object { get; set; }

    /// <summary>Rows it was about.</summary>
    public long? Rows { get; set; }

    /// <summary>The code of the problem that was answered.</summary>
    public string? Refusal { get; set; }
}

/// <summary>How an endpoint that changes something is written down. Those without a mark are written with the last part of their address.</summary>
/// <param name="IsWritten">Whether it is at all.</param>
/// <param name="IsBulk">Whether calls of an hour are counted in one line.</param>
/// <param name="NamesPersons">Whether its address names a user, which then stays out.</param>
internal sealed record ActivityMark(bool IsWritten = true, bool IsBulk = false, bool NamesPersons = false);

/// <summary>Marks endpoints and notes what they did.</summary>
internal static class ActivityMarks
{
    /// <summary>It changes nothing that somebody would ask after, or is too frequent to be written line by line; say why where it is used.</summary>
    public static T LeavesNoActivity<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new ActivityMark(IsWritten: false));

    /// <summary>Programs call it again and again: one line an hour, with calls and rows counted.</summary>
    public static T CountsActivity<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new ActivityMark(IsBulk: true));

    /// <summary>Its address names a user.</summary>
    public static T KeepsUserOutOfActivity<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new ActivityMark(NamesPersons: true));

    /// <summary>What is known of the call so far.</summary>
    public static ActivityNote Note(this HttpContext context)
    {
        if (context.Features.Get<ActivityNote>() is not { } note)
        {
            context.Features.Set(note = new ActivityNote());
        }
        return note;
    }
}
