using Kuajie.Client.Calls;

namespace Kuajie.Client.Access;

/// <summary>Who has access to the workspace. For owners.</summary>
public sealed class PeopleClient
{
    private readonly KuajieCalls calls;

    internal PeopleClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Everybody who has or is offered access.</summary>
    public Task<IReadOnlyList<PersonResponse>> ListAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("people"), AccessJson.Default.IReadOnlyListPersonResponse, cancellation);

    /// <summary>Invites somebody. The invitation's code is in the answer and nowhere else.</summary>
    public Task<InvitationResponse> InviteAsync(InvitationRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("people"),
            request,
            AccessJson.Default.InvitationRequest,
            AccessJson.Default.InvitationResponse,
            cancellation
        );

    /// <summary>Gives a person other roles, from the next request on.</summary>
    public Task<PersonResponse> ChangeRolesAsync(string person, RolesRequest request, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("people", person, "roles"),
            request,
            AccessJson.Default.RolesRequest,
            AccessJson.Default.PersonResponse,
            cancellation
        );

    /// <summary>Takes a person's access away.</summary>
    public Task RemoveAsync(string person, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("people", person), cancellation);
}
