using Kuajie.Client.Access;
using Kuajie.Platform.Access;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Access;

/// <summary>The first owner, signing in and out, invitations accepted.</summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("sign-in");
        group.MapPost("/setup", SetUpAsync).WithName("setUp").AllowAnybody().Guessable();
        group.MapPost("/sign-in", SignInAsync).WithName("signIn").AllowAnybody().Guessable();
        group.MapPost("/invitations/accept", AcceptAsync).WithName("acceptInvitation").AllowAnybody().Guessable();
        group.MapPost("/sign-out", (Delegate)SignOutAsync).WithName("signOut").Allow(Scope.None, Role.Everybody);
        group.MapPost("/me/password", ChangePasswordAsync).WithName("changePassword").Allow(Scope.None, Role.Everybody).Guessable();
        group.MapGet("/me", Me).WithName("me").Allow(Scope.All, Role.Everybody);
    }

    /// <summary>Makes the first owner of the workspace and signs them in. Refused once there is an owner.</summary>
    internal static async Task<Ok<MeResponse>> SetUpAsync(
        SetupRequest request,
        HttpContext context,
        SetupCode code,
        People people,
        SignIn signIn
    )
    {
        if (code.Current is null)
        {
            throw ServerTexts.Fault("already-set-up", "AlreadySetUp");
        }
        if (!code.Matches(request.Code))
        {
            throw ServerTexts.Fault("setup-code", "SetupCode");
        }
        People.ThrowIfWeak(request.Password);
        var (invited, _) = people.Invite(request.Name, null, Role.Owner);
        return await RememberAsync(context, people.ChangePassword(invited.PersonId, signIn.Hash(request.Password))!);
    }

    /// <summary>Signs a person in. Five failures lock the person for fifteen minutes; the answer does not tell whether a name exists or is locked.</summary>
    internal static async Task<Ok<MeResponse>> SignInAsync(SignInRequest request, HttpContext context, SignIn signIn) =>
        signIn.Verify(request.Name, request.Password) is { } person
            ? await RememberAsync(context, person)
            : throw ServerTexts.Fault("sign-in-refused", "SignInRefused");

    /// <summary>Chooses the password of an invited person and signs them in.</summary>
    internal static async Task<Ok<MeResponse>> AcceptAsync(
        AcceptInvitationRequest request,
        HttpContext context,
        People people,
        SignIn signIn
    )
    {
        var person = people.FindByInvitation(request.Code) ?? throw ServerTexts.Fault("invitation-code", "InvitationCode");
        People.ThrowIfWeak(request.Password);
        return await RememberAsync(context, people.ChangePassword(person.PersonId, signIn.Hash(request.Password))!);
    }

    /// <summary>Forgets the browser.</summary>
    internal static async Task<NoContent> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(SignIn.Scheme);
        return TypedResults.NoContent();
    }

    /// <summary>Changes the password of the person who is signed in; every other browser is signed out.</summary>
    internal static async Task<Ok<MeResponse>> ChangePasswordAsync(
        PasswordRequest request,
        HttpContext context,
        People people,
        SignIn signIn
    )
    {
        var person = people.Find(context.Caller().Id)!;
        if (signIn.Verify(person.Name, request.Current) is null)
        {
            throw ServerTexts.Fault("sign-in-refused", "SignInRefused");
        }
        People.ThrowIfWeak(request.Password);
        return await RememberAsync(context, people.ChangePassword(person.PersonId, signIn.Hash(request.Password))!);
    }

    /// <summary>Who calls, and what they may do.</summary>
    internal static Ok<MeResponse> Me(HttpContext context) => TypedResults.Ok(ToResponse(context.Caller()));

    private static async Task<Ok<MeResponse>> RememberAsync(HttpContext context, Person person)
    {
        context.Note().Actor = person.PersonId;
        await SignIn.RememberAsync(context, person);
        return TypedResults.Ok(ToResponse(person.ToCaller()));
    }

    private static MeResponse ToResponse(Caller caller) =>
        new(caller.Id, caller.PartyId, WireNames.OfScopes(caller.Scopes), WireNames.OfRoles(caller.Roles));
}
