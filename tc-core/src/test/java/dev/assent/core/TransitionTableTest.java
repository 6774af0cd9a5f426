package dev.assent.core;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.core.Event.OfTransaction;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.Explained;
import dev.assent.core.Reply.Lockable;
import dev.assent.core.Reply.Refused;
import dev.assent.core.Reply.Stands;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.model.BranchId;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole life of a transaction on one page. Branch 1 holds row A, branch 2 holds A and B, a stranger holds C. */
final class TransitionTableTest {
    /**
     * TransactionState and command; journal, answer, deeds; state and locks after it. {@code !} marks a forced record and
     * {@code ~} what is not written; {@code ...} is an answer that has to wait for its branches; {@code 2r} is a rollback
     * that is delivered to branch 2 from now on, {@code 2r!} one that is delivered without a pause, {@code -2} one that is
     * cancelled; {@code A12} is row A, locked by branches 1 and 2.
     */
    private static final String TABLE = """
            unknown                        | begin                 | Began~            | xid 501                   | wake              | unknown            |
            unknown                        | register B            |                   | ASN-3101                  |                   | unknown            |
            unknown                        | report 2              |                   | ASN-3101                  |                   | unknown            |
            unknown                        | commit                |                   | unknown                   |                   | unknown            |
            unknown                        | rollback              |                   | unknown                   |                   | unknown            |
            unknown                        | status                |                   | unknown                   |                   | unknown            |
            unknown                        | querylocks A          |                   | free                      |                   | unknown            |
            unknown                        | querylocks C          |                   | locked                    |                   | unknown            |
            unknown                        | answered 2r           |                   |                           |                   | unknown            |
            unknown                        | expire late           |                   |                           |                   | unknown            |
            unknown                        | breakdeadlock         |                   |                           |                   | unknown            |
            unknown                        | reportsaga done       |                   | unknown                   |                   | unknown            |
            unknown                        | recorddelivery 2      |                   | unknown                   |                   | unknown            |
            unknown                        | retry                 |                   | ASN-3101                  |                   | unknown            |
            unknown                        | pause                 |                   | ASN-3101                  |                   | unknown            |
            unknown                        | resume                |                   | ASN-3101                  |                   | unknown            |
            unknown                        | force why             |                   | ASN-3101                  |                   | unknown            |

            active, empty                  | begin saga            | Began!            | xid 501                   | wake              | active             |
            active, empty                  | register B            | BranchRegistered! | branch 501                |                   | active             | B501
            active, empty                  | register B late       | EndedEmpty~       | ASN-2101                  | settled           | rolled back        |
            active, empty                  | report 2              |                   | ASN-4102                  |                   | active             |
            active, empty                  | commit                | EndedEmpty~       | committed user empty      | settled           | committed          |
            active, empty                  | commit late           | EndedEmpty~       | rolled back timeout empty | settled           | rolled back        |
            active, empty                  | rollback              | EndedEmpty~       | rolled back user empty    | settled           | rolled back        |
            active, empty                  | status                |                   | active ...                |                   | active             |
            active, empty                  | querylocks A          |                   | free                      |                   | active             |
            active, empty                  | answered 2r           |                   |                           |                   | active             |
            active, empty                  | expire                |                   |                           |                   | active             |
            active, empty                  | expire late           | EndedEmpty~       |                           | settled           | rolled back        |
            active, empty                  | breakdeadlock         | EndedEmpty~       |                           | settled           | rolled back        |
            active, empty                  | reportsaga done       |                   | active ...                |                   | active             |
            active, empty                  | recorddelivery 2      |                   | active ...                |                   | active             |
            active, empty                  | retry                 |                   | ASN-4106                  |                   | active             |
            active, empty                  | pause                 |                   | ASN-4106                  |                   | active             |
            active, empty                  | resume                |                   | ASN-4106                  |                   | active             |
            active, empty                  | force why             |                   | ASN-4106                  |                   | active             |
            active, empty                  | register SAGA late    | BranchRegistered! | branch 501                |                   | active             |
            active, saga                   | commit                | CommitDecided!    | committing user ...       | 77c               | committing         |
            active, saga                   | rollback              | RollbackDecided!  | rolling back user ...     | 77r               | rolling back       |
            active, saga                   | expire late           | RollbackDecided!  |                           | 77r               | rolling back       |
            active, saga                   | breakdeadlock         | RollbackDecided!  |                           | 77r               | rolling back       |
            active                         | begin                 | Began~            | xid 501                   | wake              | active             | A12 B2
            active                         | register B            | BranchRegistered! | branch 501                |                   | active             | A12 B2501
            active                         | register B again      |                   | branch 2                  |                   | active             | A12 B2
            active                         | register C            |                   | ASN-1101                  |                   | active             | A12 B2
            active                         | register half         |                   | ASN-4103                  |                   | active             | A12 B2
            active                         | register SAGA         |                   | ASN-4105                  |                   | active             | A12 B2
            active                         | register B late       | RollbackDecided!  | ASN-2101                  | 2r                | rolling back       | A12 B2
            active                         | report 2              | BranchReported!   | accepted                  |                   | active             | A12 B2
            active                         | report 2 no news      |                   | accepted                  |                   | active             | A12 B2
            active                         | report 2 phase 2      |                   | ASN-4104                  |                   | active             | A12 B2
            active                         | report 9              |                   | ASN-4102                  |                   | active             | A12 B2
            active                         | commit                | CommitDecided!    | committing user           | 1c 2c settled     | committing         |
            active                         | commit late           | RollbackDecided!  | rolling back timeout ...  | 2r                | rolling back       | A12 B2
            active                         | rollback              | RollbackDecided!  | rolling back user ...     | 2r                | rolling back       | A12 B2
            active                         | rollback late         | RollbackDecided!  | rolling back user ...     | 2r                | rolling back       | A12 B2
            active                         | status                |                   | active ...                |                   | active             | A12 B2
            active                         | querylocks A          |                   | free                      |                   | active             | A12 B2
            active                         | querylocks C          |                   | locked                    |                   | active             | A12 B2
            active                         | answered 2r           |                   |                           |                   | active             | A12 B2
            active                         | expire                |                   |                           |                   | active             | A12 B2
            active                         | expire late           | RollbackDecided!  |                           | 2r                | rolling back       | A12 B2
            active                         | breakdeadlock         | RollbackDecided!  |                           | 2r                | rolling back       | A12 B2
            active                         | reportsaga done       |                   | active ...                |                   | active             | A12 B2
            active                         | recorddelivery 2      |                   | active ...                |                   | active             | A12 B2
            active                         | retry                 |                   | ASN-4106                  |                   | active             | A12 B2
            active                         | pause                 |                   | ASN-4106                  |                   | active             | A12 B2
            active                         | resume                |                   | ASN-4106                  |                   | active             | A12 B2
            active                         | force why             |                   | ASN-4106                  |                   | active             | A12 B2
            active                         | register B again full |                   | branch 2                  |                   | active             | A12 B2
            active                         | register B full       |                   | ASN-1103                  |                   | active             | A12 B2
            active, TCC                    | commit                | CommitDecided!    | committing user ...       | 1c 2c             | committing         |
            active, XA failed              | commit                | RollbackDecided!  | rolled back branch        | settled           | rolled back        |
            active, XA failed              | rollback              | RollbackDecided!  | rolled back user          | settled           | rolled back        |
            active, XA read only           | commit                | CommitDecided!    | committed user            | settled           | committed          |
            active, XA read only           | rollback              | RollbackDecided!  | rolled back user          | settled           | rolled back        |
            active, step                   | commit                | CommitDecided!    | committed user            | settled           | committed          |
            active, step                   | rollback              | RollbackDecided!  | rolling back user ...     | 1r                | rolling back       | A1
            active, apart                  | rollback              | RollbackDecided!  | rolling back user ...     | 3r                | rolling back       | A12 B2 D3
            active, saga and step          | register SAGA         | BranchRegistered! | branch 501                |                   | active             |
            active, saga and step          | register SAGA late    | BranchRegistered! | branch 501                |                   | active             |
            active, saga and step          | register SAGA again   |                   | branch 1                  |                   | active             |
            active, saga and step          | register B            |                   | ASN-4105                  |                   | active             |
            active, saga and step          | report 1              | BranchReported!   | accepted                  |                   | active             |
            active, saga and step          | report 1 phase 2      | BranchReported!   | accepted                  |                   | active             |
            active, saga and step          | commit                | CommitDecided!    | committing user ...       | 77c               | committing         |
            active, saga and step          | rollback              | RollbackDecided!  | rolling back user ...     | 77r               | rolling back       |
            active, saga and step          | expire late           | RollbackDecided!  |                           | 77r               | rolling back       |
            active, saga and step          | breakdeadlock         | RollbackDecided!  |                           | 77r               | rolling back       |
            active, saga and step          | reportsaga done       | SagaEnded!        | committed user            | settled           | committed          |
            active, saga and step          | reportsaga undone     | SagaEnded!        | rolled back user          | settled           | rolled back        |
            active, saga and step          | reportsaga compensate | RollbackDecided!  | rolling back branch ...   | 77r               | rolling back       |
            active, saga and step          | reportsaga forward    | CommitDecided!    | committing user ...       | 77c               | committing         |
            active, saga and step          | reportsaga noted      |                   | active ...                |                   | active             |

            committing                     | begin                 | Began~            | xid 501                   | wake              | committing         |
            committing                     | register B            |                   | ASN-4101                  |                   | committing         |
            committing                     | report 2              |                   | accepted                  |                   | committing         |
            committing                     | commit                |                   | committing user           |                   | committing         |
            committing                     | rollback              |                   | committing user           |                   | committing         |
            committing                     | status                |                   | committing user           |                   | committing         |
            committing                     | querylocks A          |                   | free                      |                   | committing         |
            committing                     | answered 2c           | BranchFinished    |                           | -2                | committing         |
            committing                     | answered 2c no        | BranchParked      |                           | -2                | commit failed      |
            committing                     | answered 2r           |                   |                           |                   | committing         |
            committing                     | answered 9c           |                   |                           |                   | committing         |
            committing                     | expire late           |                   |                           |                   | committing         |
            committing                     | breakdeadlock         |                   |                           |                   | committing         |
            committing                     | reportsaga done       |                   | committing user           |                   | committing         |
            committing                     | recorddelivery 2      | DeliveryRecorded! | committing user           |                   | committing         |
            committing                     | retry                 | RetryAsked!       | explained                 | 1c! 2c!           | committing         |
            committing                     | pause                 | DeliveryPaused!   | explained                 | -1 -2             | committing         |
            committing                     | resume                |                   | explained                 |                   | committing         |
            committing                     | force why             | Abandoned!        | explained                 | -1 -2             | commit abandoned   |
            committing                     | answered 2c fails     | BranchParked      |                           |                   | committing         |
            committing, TCC                | report 2              |                   | ASN-4101                  |                   | committing         |
            committing, TCC                | commit                |                   | committing user ...       |                   | committing         |
            committing, TCC                | answered 2c           | BranchFinished    |                           | -2                | committing         |
            committing, TCC                | answered 2c no        | BranchParked      |                           | -2                | commit failed      |
            committing, TCC                | answered 2c fails     | BranchParked      |                           |                   | committing         |
            committing, 1 left             | answered 1c           | BranchFinished    |                           | -1                | committed          |
            committing, 1 left             | answered 2c           |                   |                           |                   | committing         |
            committing, failing            | answered 2c           | BranchFinished    |                           | -2                | committing         |
            committing, failing            | answered 2c no        | BranchParked      |                           | -2                | commit failed      |
            committing, failing            | answered 1c           | BranchFinished    |                           | -1                | committing         |
            committing, failing            | commit                |                   | committing user           |                   | committing         |
            committing, XA                 | commit                |                   | committing user ...       |                   | committing         |
            committing, XA                 | recorddelivery 1      | DeliveryRecorded! | committing user ...       |                   | committing         |
            committing, XA                 | answered 1c           | BranchFinished    |                           | -1 settled        | committed          |
            committing, XA                 | answered 1c no        | BranchParked      |                           | -1 settled        | commit failed      |
            committing, XA recorded        | recorddelivery 1      |                   | committing user ...       |                   | committing         |
            committing, XA recorded        | answered 1c           | BranchFinished    |                           | -1 settled        | committed          |
            committing, XA recorded        | answered 1c no        | BranchParked      |                           | -1 settled        | commit failed      |
            committing, paused             | status                |                   | committing user           |                   | committing         |
            committing, paused             | answered 1c           | BranchFinished    |                           |                   | committing         |
            committing, paused             | answered 1c no        | BranchParked      |                           |                   | commit failed      |
            committing, paused             | retry                 |                   | ASN-4108                  |                   | committing         |
            committing, paused             | pause                 |                   | explained                 |                   | committing         |
            committing, paused             | resume                | DeliveryResumed!  | explained                 | 1c 2c             | committing         |
            committing, paused             | force why             | Abandoned!        | explained                 |                   | commit abandoned   |
            committing, saga               | register SAGA         | BranchRegistered! | branch 501                |                   | committing         |
            committing, saga               | register B            |                   | ASN-4101                  |                   | committing         |
            committing, saga               | report 1 phase 2      | BranchReported!   | accepted                  |                   | committing         |
            committing, saga               | report 9              |                   | ASN-4102                  |                   | committing         |
            committing, saga               | status                |                   | committing user ...       |                   | committing         |
            committing, saga               | answered 77c          | SagaEnded!        |                           | -77 settled       | committed          |
            committing, saga               | answered 77c no       | BranchParked      |                           | -77 settled       | commit failed      |
            committing, saga               | answered 77c fails    | BranchParked      |                           |                   | committing         |
            committing, saga               | answered 77c opposite | SagaEnded!        |                           | -77 settled       | rolled back        |
            committing, saga               | answered 77c turns    | SagaTurned!       |                           | 77r               | rolling back       |
            committing, saga               | reportsaga done       | SagaEnded!        | committed user            | -77 settled       | committed          |
            committing, saga               | reportsaga undone     | SagaEnded!        | rolled back branch        | -77 settled       | rolled back        |
            committing, saga               | reportsaga compensate | SagaTurned!       | rolling back branch ...   | 77r               | rolling back       |
            committing, saga               | reportsaga forward    |                   | committing user ...       |                   | committing         |
            committing, saga               | reportsaga noted      |                   | committing user ...       |                   | committing         |
            committing, saga               | retry                 | RetryAsked!       | explained                 | 77c!              | committing         |
            committing, saga               | pause                 | DeliveryPaused!   | explained                 | -77               | committing         |
            committing, saga               | force why             | Abandoned!        | explained                 | -77 settled       | commit abandoned   |
            committing, saga without steps | status                |                   | committing user ...       |                   | committing         |
            committing, saga without steps | answered 77c          | SagaEnded!        |                           | -77 settled       | committed          |
            committing, saga, paused       | reportsaga compensate | SagaTurned!       | rolling back branch ...   |                   | rolling back       |
            committing, saga, paused       | resume                | DeliveryResumed!  | explained                 | 77c               | committing         |

            commit failed                  | begin                 | Began~            | xid 501                   | wake              | commit failed      |
            commit failed                  | register B            |                   | ASN-4101                  |                   | commit failed      |
            commit failed                  | report 2              |                   | accepted                  |                   | commit failed      |
            commit failed                  | commit                |                   | commit failed user        |                   | commit failed      |
            commit failed                  | rollback              |                   | commit failed user        |                   | commit failed      |
            commit failed                  | status                |                   | commit failed user        |                   | commit failed      |
            commit failed                  | querylocks A          |                   | free                      |                   | commit failed      |
            commit failed                  | answered 1c           | BranchFinished    |                           | -1                | commit failed      |
            commit failed                  | answered 1c no        | BranchParked      |                           | -1                | commit failed      |
            commit failed                  | answered 2c           | BranchFinished    |                           |                   | committing         |
            commit failed                  | expire late           |                   |                           |                   | commit failed      |
            commit failed                  | breakdeadlock         |                   |                           |                   | commit failed      |
            commit failed                  | reportsaga done       |                   | commit failed user        |                   | commit failed      |
            commit failed                  | recorddelivery 2      | DeliveryRecorded! | commit failed user        |                   | commit failed      |
            commit failed                  | retry                 | RetryAsked!       | explained                 | 2c 1c!            | committing         |
            commit failed                  | pause                 | DeliveryPaused!   | explained                 | -1                | commit failed      |
            commit failed                  | resume                |                   | explained                 |                   | commit failed      |
            commit failed                  | force why             | Abandoned!        | explained                 | -1                | commit abandoned   |
            commit failed                  | answered 1c fails     | BranchParked      |                           |                   | commit failed      |
            commit failed                  | recorddelivery 1      | DeliveryRecorded! | commit failed user        |                   | commit failed      |
            commit failed, 1 left          | answered 2c           | BranchFinished    |                           |                   | committed          |
            commit failed, paused          | status                |                   | commit failed user        |                   | commit failed      |
            commit failed, paused          | answered 1c           | BranchFinished    |                           |                   | commit failed      |
            commit failed, paused          | answered 1c no        | BranchParked      |                           |                   | commit failed      |
            commit failed, paused          | retry                 |                   | ASN-4108                  |                   | commit failed      |
            commit failed, paused          | pause                 |                   | explained                 |                   | commit failed      |
            commit failed, paused          | resume                | DeliveryResumed!  | explained                 | 1c                | commit failed      |
            commit failed, paused          | force why             | Abandoned!        | explained                 |                   | commit abandoned   |
            commit failed, saga            | register SAGA         | BranchRegistered! | branch 501                |                   | commit failed      |
            commit failed, saga            | register B            |                   | ASN-4101                  |                   | commit failed      |
            commit failed, saga            | report 1 phase 2      | BranchReported!   | accepted                  |                   | commit failed      |
            commit failed, saga            | report 9              |                   | ASN-4102                  |                   | commit failed      |
            commit failed, saga            | status                |                   | commit failed user        |                   | commit failed      |
            commit failed, saga            | answered 77c          | SagaEnded!        |                           |                   | committed          |
            commit failed, saga            | answered 77c no       |                   |                           |                   | commit failed      |
            commit failed, saga            | answered 77c fails    |                   |                           |                   | commit failed      |
            commit failed, saga            | answered 77c opposite | SagaEnded!        |                           |                   | rolled back        |
            commit failed, saga            | answered 77c turns    |                   |                           |                   | commit failed      |
            commit failed, saga            | reportsaga done       | SagaEnded!        | committed user            |                   | committed          |
            commit failed, saga            | reportsaga undone     | SagaEnded!        | rolled back branch        |                   | rolled back        |
            commit failed, saga            | reportsaga compensate | SagaTurned!       | rolling back branch ...   | 77r               | rolling back       |
            commit failed, saga            | reportsaga forward    |                   | commit failed user        |                   | commit failed      |
            commit failed, saga            | reportsaga noted      |                   | commit failed user        |                   | commit failed      |
            commit failed, saga            | retry                 | RetryAsked!       | explained                 | 77c               | committing         |
            commit failed, saga            | pause                 | DeliveryPaused!   | explained                 |                   | commit failed      |
            commit failed, saga            | force why             | Abandoned!        | explained                 |                   | commit abandoned   |

            rolling back                   | begin                 | Began~            | xid 501                   | wake              | rolling back       | A12 B2
            rolling back                   | register B            |                   | ASN-2101                  |                   | rolling back       | A12 B2
            rolling back                   | report 2              |                   | accepted                  |                   | rolling back       | A12 B2
            rolling back                   | commit                |                   | rolling back user ...     |                   | rolling back       | A12 B2
            rolling back                   | rollback              |                   | rolling back user ...     |                   | rolling back       | A12 B2
            rolling back                   | status                |                   | rolling back user ...     |                   | rolling back       | A12 B2
            rolling back                   | querylocks A          |                   | free                      |                   | rolling back       | A12 B2
            rolling back                   | answered 2r           | BranchFinished    |                           | -2 1r             | rolling back       | A1
            rolling back                   | answered 2r no        | BranchParked      |                           | -2 settled        | rollback failed    | A12 B2
            rolling back                   | answered 1r           |                   |                           |                   | rolling back       | A12 B2
            rolling back                   | answered 2c           |                   |                           |                   | rolling back       | A12 B2
            rolling back                   | expire late           |                   |                           |                   | rolling back       | A12 B2
            rolling back                   | breakdeadlock         |                   |                           |                   | rolling back       | A12 B2
            rolling back                   | reportsaga done       |                   | rolling back user ...     |                   | rolling back       | A12 B2
            rolling back                   | recorddelivery 2      | DeliveryRecorded! | rolling back user ...     |                   | rolling back       | A12 B2
            rolling back                   | retry                 | RetryAsked!       | explained                 | 2r!               | rolling back       | A12 B2
            rolling back                   | pause                 | DeliveryPaused!   | explained                 | -2                | rolling back       | A12 B2
            rolling back                   | resume                |                   | explained                 |                   | rolling back       | A12 B2
            rolling back                   | force why             | Abandoned!        | explained                 | -2 settled        | rollback abandoned |
            rolling back, TCC              | report 2              |                   | ASN-2101                  |                   | rolling back       | A12 B2
            rolling back, 1 left           | answered 1r           | BranchFinished    |                           | -1 settled        | rolled back        |
            rolling back, 1 left           | answered 2r           |                   |                           |                   | rolling back       | A1
            rolling back, apart            | answered 3r           | BranchFinished    |                           | -3 2r             | rolling back       | A12 B2
            rolling back, apart            | answered 3r no        | BranchParked      |                           | -3 2r             | rollback failed    | A12 B2 D3
            rolling back, apart            | answered 3r fails     | BranchParked      |                           | 2r                | rolling back       | A12 B2 D3
            rolling back, failing          | answered 3r           | BranchFinished    |                           | -3                | rolling back       | A12 B2
            rolling back, failing          | answered 3r fails     |                   |                           |                   | rolling back       | A12 B2 D3
            rolling back, failing          | answered 3r no        | BranchParked      |                           | -3                | rollback failed    | A12 B2 D3
            rolling back, failing          | answered 2r           | BranchFinished    |                           | -2 1r             | rolling back       | A1 D3
            rolling back, failing          | answered 2r no        | BranchParked      |                           | -2                | rollback failed    | A12 B2 D3
            rolling back, failing          | retry                 | RetryAsked!       | explained                 | 2r! 3r!           | rolling back       | A12 B2 D3
            rolling back, XA               | recorddelivery 1      | DeliveryRecorded! | rolling back user ...     |                   | rolling back       | A1
            rolling back, XA               | answered 1r no        | BranchParked      |                           | -1 settled        | rollback failed    | A1
            rolling back, paused           | status                |                   | rolling back user ...     |                   | rolling back       | A12 B2
            rolling back, paused           | answered 2r           | BranchFinished    |                           |                   | rolling back       | A1
            rolling back, paused           | answered 2r no        | BranchParked      |                           | settled           | rollback failed    | A12 B2
            rolling back, paused           | retry                 |                   | ASN-4108                  |                   | rolling back       | A12 B2
            rolling back, paused           | pause                 |                   | explained                 |                   | rolling back       | A12 B2
            rolling back, paused           | resume                | DeliveryResumed!  | explained                 | 2r                | rolling back       | A12 B2
            rolling back, paused           | force why             | Abandoned!        | explained                 | settled           | rollback abandoned |
            rolling back, saga             | register SAGA         | BranchRegistered! | branch 501                |                   | rolling back       |
            rolling back, saga             | register B            |                   | ASN-2101                  |                   | rolling back       |
            rolling back, saga             | report 1 phase 2      | BranchReported!   | accepted                  |                   | rolling back       |
            rolling back, saga             | report 9              |                   | ASN-4102                  |                   | rolling back       |
            rolling back, saga             | status                |                   | rolling back timeout ...  |                   | rolling back       |
            rolling back, saga             | answered 77r          | SagaEnded!        |                           | -77 settled       | rolled back        |
            rolling back, saga             | answered 77r no       | BranchParked      |                           | -77 settled       | rollback failed    |
            rolling back, saga             | answered 77r fails    | BranchParked      |                           |                   | rolling back       |
            rolling back, saga             | answered 77r opposite | SagaEnded!        |                           | -77 settled       | committed          |
            rolling back, saga             | answered 77r turns    | SagaTurned!       |                           | 77c               | committing         |
            rolling back, saga             | reportsaga done       | SagaEnded!        | committed user            | -77 settled       | committed          |
            rolling back, saga             | reportsaga undone     | SagaEnded!        | rolled back timeout       | -77 settled       | rolled back        |
            rolling back, saga             | reportsaga compensate |                   | rolling back timeout ...  |                   | rolling back       |
            rolling back, saga             | reportsaga forward    | SagaTurned!       | committing user ...       | 77c               | committing         |
            rolling back, saga             | reportsaga noted      |                   | rolling back timeout ...  |                   | rolling back       |
            rolling back, saga             | retry                 | RetryAsked!       | explained                 | 77r!              | rolling back       |
            rolling back, saga             | pause                 | DeliveryPaused!   | explained                 | -77               | rolling back       |
            rolling back, saga             | force why             | Abandoned!        | explained                 | -77 settled       | rollback abandoned |
            rolling back, saga turned      | register SAGA         | BranchRegistered! | branch 501                |                   | rolling back       |
            rolling back, saga turned      | register B            |                   | ASN-2101                  |                   | rolling back       |
            rolling back, saga turned      | report 1 phase 2      | BranchReported!   | accepted                  |                   | rolling back       |
            rolling back, saga turned      | report 9              |                   | ASN-4102                  |                   | rolling back       |
            rolling back, saga turned      | status                |                   | rolling back branch ...   |                   | rolling back       |
            rolling back, saga turned      | answered 77r          | SagaEnded!        |                           | -77 settled       | rolled back        |
            rolling back, saga turned      | answered 77r no       | BranchParked      |                           | -77 settled       | rollback failed    |
            rolling back, saga turned      | answered 77r fails    | BranchParked      |                           |                   | rolling back       |
            rolling back, saga turned      | answered 77r opposite | SagaEnded!        |                           | -77 settled       | committed          |
            rolling back, saga turned      | answered 77r turns    | BranchParked      |                           | -77 settled       | rollback failed    |
            rolling back, saga turned      | reportsaga done       | SagaEnded!        | committed user            | -77 settled       | committed          |
            rolling back, saga turned      | reportsaga undone     | SagaEnded!        | rolled back branch        | -77 settled       | rolled back        |
            rolling back, saga turned      | reportsaga compensate |                   | rolling back branch ...   |                   | rolling back       |
            rolling back, saga turned      | reportsaga forward    |                   | rolling back branch ...   |                   | rolling back       |
            rolling back, saga turned      | reportsaga noted      |                   | rolling back branch ...   |                   | rolling back       |
            rolling back, saga turned      | retry                 | RetryAsked!       | explained                 | 77r!              | rolling back       |
            rolling back, saga turned      | pause                 | DeliveryPaused!   | explained                 | -77               | rolling back       |
            rolling back, saga turned      | force why             | Abandoned!        | explained                 | -77 settled       | rollback abandoned |

            rollback failed                | begin                 | Began~            | xid 501                   | wake              | rollback failed    | A12 B2
            rollback failed                | register B            |                   | ASN-2101                  |                   | rollback failed    | A12 B2
            rollback failed                | report 2              |                   | accepted                  |                   | rollback failed    | A12 B2
            rollback failed                | commit                |                   | rollback failed user      |                   | rollback failed    | A12 B2
            rollback failed                | rollback              |                   | rollback failed user      |                   | rollback failed    | A12 B2
            rollback failed                | status                |                   | rollback failed user      |                   | rollback failed    | A12 B2
            rollback failed                | querylocks A          |                   | free                      |                   | rollback failed    | A12 B2
            rollback failed                | answered 1r           |                   |                           |                   | rollback failed    | A12 B2
            rollback failed                | answered 2r           | BranchFinished    |                           | 1r                | rolling back       | A1
            rollback failed                | expire late           |                   |                           |                   | rollback failed    | A12 B2
            rollback failed                | breakdeadlock         |                   |                           |                   | rollback failed    | A12 B2
            rollback failed                | reportsaga done       |                   | rollback failed user      |                   | rollback failed    | A12 B2
            rollback failed                | recorddelivery 2      | DeliveryRecorded! | rollback failed user      |                   | rollback failed    | A12 B2
            rollback failed                | retry                 | RetryAsked!       | explained                 | 2r                | rolling back       | A12 B2
            rollback failed                | pause                 | DeliveryPaused!   | explained                 |                   | rollback failed    | A12 B2
            rollback failed                | resume                |                   | explained                 |                   | rollback failed    | A12 B2
            rollback failed                | force why             | Abandoned!        | explained                 |                   | rollback abandoned |
            rollback failed, apart         | answered 2r           | BranchFinished    |                           | -2 1r             | rollback failed    | A1 D3
            rollback failed, apart         | answered 2r no        | BranchParked      |                           | -2 settled        | rollback failed    | A12 B2 D3
            rollback failed, apart         | answered 1r           |                   |                           |                   | rollback failed    | A12 B2 D3
            rollback failed, apart         | retry                 | RetryAsked!       | explained                 | -2 3r             | rolling back       | A12 B2 D3
            rollback failed, apart         | pause                 | DeliveryPaused!   | explained                 | -2                | rollback failed    | A12 B2 D3
            rollback failed, apart         | force                 |                   | ASN-4109                  |                   | rollback failed    | A12 B2 D3
            rollback failed, apart         | recorddelivery 2      | DeliveryRecorded! | rollback failed user ...  |                   | rollback failed    | A12 B2 D3
            rollback failed, 2 left        | answered 1r           | BranchFinished    |                           | -1 settled        | rollback failed    | D3
            rollback failed, 1 left        | answered 3r           | BranchFinished    |                           |                   | rolled back        |
            rollback failed, failing       | answered 3r           | BranchFinished    |                           | -3 settled        | rollback failed    | A12 B2
            rollback failed, failing       | retry                 | RetryAsked!       | explained                 | 2r 3r!            | rolling back       | A12 B2 D3
            rollback failed, paused        | status                |                   | rollback failed user      |                   | rollback failed    | A12 B2
            rollback failed, paused        | answered 2r           | BranchFinished    |                           |                   | rolling back       | A1
            rollback failed, paused        | answered 2r no        |                   |                           |                   | rollback failed    | A12 B2
            rollback failed, paused        | retry                 |                   | ASN-4108                  |                   | rollback failed    | A12 B2
            rollback failed, paused        | pause                 |                   | explained                 |                   | rollback failed    | A12 B2
            rollback failed, paused        | resume                | DeliveryResumed!  | explained                 |                   | rollback failed    | A12 B2
            rollback failed, paused        | force why             | Abandoned!        | explained                 |                   | rollback abandoned |
            rollback failed, saga          | register SAGA         | BranchRegistered! | branch 501                |                   | rollback failed    |
            rollback failed, saga          | register B            |                   | ASN-2101                  |                   | rollback failed    |
            rollback failed, saga          | report 1 phase 2      | BranchReported!   | accepted                  |                   | rollback failed    |
            rollback failed, saga          | report 9              |                   | ASN-4102                  |                   | rollback failed    |
            rollback failed, saga          | status                |                   | rollback failed timeout   |                   | rollback failed    |
            rollback failed, saga          | answered 77r          | SagaEnded!        |                           |                   | rolled back        |
            rollback failed, saga          | answered 77r no       |                   |                           |                   | rollback failed    |
            rollback failed, saga          | answered 77r fails    |                   |                           |                   | rollback failed    |
            rollback failed, saga          | answered 77r opposite | SagaEnded!        |                           |                   | committed          |
            rollback failed, saga          | answered 77r turns    |                   |                           |                   | rollback failed    |
            rollback failed, saga          | reportsaga done       | SagaEnded!        | committed user            |                   | committed          |
            rollback failed, saga          | reportsaga undone     | SagaEnded!        | rolled back timeout       |                   | rolled back        |
            rollback failed, saga          | reportsaga compensate |                   | rollback failed timeout   |                   | rollback failed    |
            rollback failed, saga          | reportsaga forward    | SagaTurned!       | committing user ...       | 77c               | committing         |
            rollback failed, saga          | reportsaga noted      |                   | rollback failed timeout   |                   | rollback failed    |
            rollback failed, saga          | retry                 | RetryAsked!       | explained                 | 77r               | rolling back       |
            rollback failed, saga          | pause                 | DeliveryPaused!   | explained                 |                   | rollback failed    |
            rollback failed, saga          | force why             | Abandoned!        | explained                 |                   | rollback abandoned |

            committed                      | begin                 | Began~            | xid 501                   | wake              | committed          |
            committed                      | register B            |                   | ASN-4101                  |                   | committed          |
            committed                      | report 2              |                   | ASN-4102                  |                   | committed          |
            committed                      | commit                |                   | committed user            |                   | committed          |
            committed                      | rollback              |                   | committed user            |                   | committed          |
            committed                      | status                |                   | committed user            |                   | committed          |
            committed                      | querylocks A          |                   | free                      |                   | committed          |
            committed                      | answered 1c           |                   |                           |                   | committed          |
            committed                      | expire late           |                   |                           |                   | committed          |
            committed                      | breakdeadlock         |                   |                           |                   | committed          |
            committed                      | reportsaga done       |                   | committed user            |                   | committed          |
            committed                      | recorddelivery 2      |                   | committed user            |                   | committed          |
            committed                      | retry                 |                   | ASN-4107                  |                   | committed          |
            committed                      | pause                 |                   | ASN-4107                  |                   | committed          |
            committed                      | resume                |                   | ASN-4107                  |                   | committed          |
            committed                      | force why             |                   | ASN-4107                  |                   | committed          |

            rolled back                    | begin                 | Began~            | xid 501                   | wake              | rolled back        |
            rolled back                    | register B            |                   | ASN-2101                  |                   | rolled back        |
            rolled back                    | report 2              |                   | ASN-4102                  |                   | rolled back        |
            rolled back                    | commit                |                   | rolled back user          |                   | rolled back        |
            rolled back                    | rollback              |                   | rolled back user          |                   | rolled back        |
            rolled back                    | status                |                   | rolled back user          |                   | rolled back        |
            rolled back                    | querylocks A          |                   | free                      |                   | rolled back        |
            rolled back                    | answered 1r           |                   |                           |                   | rolled back        |
            rolled back                    | expire late           |                   |                           |                   | rolled back        |
            rolled back                    | breakdeadlock         |                   |                           |                   | rolled back        |
            rolled back                    | reportsaga done       |                   | rolled back user          |                   | rolled back        |
            rolled back                    | recorddelivery 2      |                   | rolled back user          |                   | rolled back        |
            rolled back                    | retry                 |                   | ASN-4107                  |                   | rolled back        |
            rolled back                    | pause                 |                   | ASN-4107                  |                   | rolled back        |
            rolled back                    | resume                |                   | ASN-4107                  |                   | rolled back        |
            rolled back                    | force why             |                   | ASN-4107                  |                   | rolled back        |

            commit abandoned               | begin                 | Began~            | xid 501                   | wake              | commit abandoned   |
            commit abandoned               | register B            |                   | ASN-4101                  |                   | commit abandoned   |
            commit abandoned               | report 2              |                   | ASN-4102                  |                   | commit abandoned   |
            commit abandoned               | commit                |                   | commit abandoned user     |                   | commit abandoned   |
            commit abandoned               | rollback              |                   | commit abandoned user     |                   | commit abandoned   |
            commit abandoned               | status                |                   | commit abandoned user     |                   | commit abandoned   |
            commit abandoned               | querylocks A          |                   | free                      |                   | commit abandoned   |
            commit abandoned               | answered 1c           |                   |                           |                   | commit abandoned   |
            commit abandoned               | expire late           |                   |                           |                   | commit abandoned   |
            commit abandoned               | breakdeadlock         |                   |                           |                   | commit abandoned   |
            commit abandoned               | reportsaga done       |                   | commit abandoned user     |                   | commit abandoned   |
            commit abandoned               | recorddelivery 2      |                   | commit abandoned user     |                   | commit abandoned   |
            commit abandoned               | retry                 |                   | ASN-4107                  |                   | commit abandoned   |
            commit abandoned               | pause                 |                   | ASN-4107                  |                   | commit abandoned   |
            commit abandoned               | resume                |                   | ASN-4107                  |                   | commit abandoned   |
            commit abandoned               | force why             |                   | ASN-4107                  |                   | commit abandoned   |

            rollback abandoned             | begin                 | Began~            | xid 501                   | wake              | rollback abandoned |
            rollback abandoned             | register B            |                   | ASN-2101                  |                   | rollback abandoned |
            rollback abandoned             | report 2              |                   | ASN-4102                  |                   | rollback abandoned |
            rollback abandoned             | commit                |                   | rollback abandoned user   |                   | rollback abandoned |
            rollback abandoned             | rollback              |                   | rollback abandoned user   |                   | rollback abandoned |
            rollback abandoned             | status                |                   | rollback abandoned user   |                   | rollback abandoned |
            rollback abandoned             | querylocks A          |                   | free                      |                   | rollback abandoned |
            rollback abandoned             | answered 1r           |                   |                           |                   | rollback abandoned |
            rollback abandoned             | expire late           |                   |                           |                   | rollback abandoned |
            rollback abandoned             | breakdeadlock         |                   |                           |                   | rollback abandoned |
            rollback abandoned             | reportsaga done       |                   | rollback abandoned user   |                   | rollback abandoned |
            rollback abandoned             | recorddelivery 2      |                   | rollback abandoned user   |                   | rollback abandoned |
            rollback abandoned             | retry                 |                   | ASN-4107                  |                   | rollback abandoned |
            rollback abandoned             | pause                 |                   | ASN-4107                  |                   | rollback abandoned |
            rollback abandoned             | resume                |                   | ASN-4107                  |                   | rollback abandoned |
            rollback abandoned             | force why             |                   | ASN-4107                  |                   | rollback abandoned |
            """;

    @ParameterizedTest
    @MethodSource("rows")
    void transition(Row row) {
        Set<Transition> visited = EnumSet.noneOf(Transition.class);

        assertThat(play(row, visited)).isEqualTo(row);
    }

    @Test
    void everyStageMeetsEveryCommand() {
        Stream<String> ofClients = leaves(Command.class)
                .filter(type -> type != Command.Operate.class && !Command.OfDatabase.class.isAssignableFrom(type))
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT));
        List<String> commands = Stream.concat(
                        ofClients, Arrays.stream(Operation.values()).map(TransitionTableTest::text))
                .toList();

        assertThat(rows().map(row -> firstPart(row.state, ",") + " + " + firstPart(row.command, " "))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(TransactionState.values())
                        .flatMap(state -> commands.stream().map(command -> text(state) + " + " + command))
                        .toList());
    }

    /** By the table's rows, and by what a restart makes of the states they start from. */
    @Test
    void everyTransitionIsTaken() {
        Set<Transition> visited = EnumSet.noneOf(Transition.class);
        rows().forEach(row -> {
            play(row, visited);
            Coordinator live = History.of(row.state, ignored -> {});
            Coordinator restored = new Coordinator(History.POLICY, visited::add);
            live.snapshot((at, event) -> restored.apply(event, at));
            Coordinator replayed = new Coordinator(History.POLICY, visited::add);
            History.events(row.state).stream()
                    .filter(event -> event.durability() != Durability.NONE)
                    .forEach(event -> replayed.apply(event, History.START));
            assertThat(state(replayed)).as("replay of %s", row.state).isEqualTo(expectedAfterRestart(row.state, live));
            assertThat(state(restored)).as("restore of %s", row.state).isEqualTo(expectedAfterRestart(row.state, live));
        });

        assertThat(visited).containsExactlyInAnyOrder(Transition.values());
    }

    /** A transaction without a branch dies with the process, unless it is a saga. */
    private static String expectedAfterRestart(String state, Coordinator live) {
        return state.equals("active, empty") ? "unknown | " : state(live);
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void whatIsNotInTheTableCannotBeApplied(String state, OfTransaction event) {
        Coordinator coordinator = History.of(state, ignored -> {});

        assertThatThrownBy(() -> coordinator.apply(event, History.START))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(History.XID.value());
    }

    private static Stream<Arguments> illegal() {
        List<OfTransaction> samples = History.oneOfEach();
        assertThat(samples.stream().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(leaves(OfTransaction.class).toList());
        return Stream.concat(
                rows().map(Row::state)
                        .distinct()
                        .flatMap(state -> samples.stream()
                                .filter(event -> !isLegal(History.of(state, ignored -> {}), event))
                                .map(event -> Arguments.of(state, event))),
                History.nonsense().stream().map(misfit -> Arguments.of(misfit.state(), misfit.event())));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(TransitionTableTest::leaves)
                : Stream.of(type);
    }

    private static boolean isLegal(Coordinator coordinator, OfTransaction event) {
        TransactionState from = coordinator.state().find(History.XID).state();
        return Arrays.stream(TransactionState.values()).anyMatch(to -> {
            try {
                Transition.of(from, event, to);
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    private static Row play(Row row, Set<Transition> visited) {
        List<Transition> steps = new ArrayList<>();
        Coordinator coordinator = History.of(row.state, steps::add);
        String before = coordinator.toString();
        steps.clear();
        Mirror mirror = new Mirror();
        mirror.take(coordinator.obligations(History.XID));
        OpenTransaction tx = coordinator.state().openOrNull(History.XID);
        Decision decision =
                coordinator.decide(History.command(row.command, tx == null ? 0 : tx.turn()), History.time(row.command));
        assertThat(coordinator).as("deciding changes nothing").hasToString(before);
        Xid xid = null;
        Touches touches = new Touches();
        for (Event event : decision.events()) {
            Touched touched = coordinator.apply(event, History.time(row.command));
            xid = touched.xid();
            touches.add(touched);
        }
        Mirror.Change change = xid == null ? Mirror.Change.NOTHING : mirror.take(coordinator.obligations(xid, touches));
        mirror.assertAgreesWith(coordinator, History.XID);
        visited.addAll(steps);
        return new Row(
                row.state,
                row.command,
                journal(decision),
                answer(coordinator.reply(decision)),
                deeds(change),
                text(coordinator.state().find(History.XID).state()),
                locks(coordinator));
    }

    private record Row(
            String state, String command, String journal, String answer, String deeds, String becomes, String locks) {}

    private static Stream<Row> rows() {
        return TABLE.lines().filter(line -> !line.isBlank()).map(line -> {
            String[] cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::trim).toArray(String[]::new);
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
        });
    }

    private static String journal(Decision decision) {
        return decision.events().stream()
                .map(event -> event.getClass().getSimpleName()
                        + switch (event.durability()) {
                            case FORCED -> "!";
                            case LAZY -> "";
                            case NONE -> "~";
                        })
                .collect(joining(" "));
    }

    private static String answer(@Nullable Reply reply) {
        if (reply instanceof Refused refused) {
            return firstPart(refused.sentence(), ":");
        }
        if (reply instanceof Stands stands) {
            TransactionStatus s = stands.status();
            return text(s.state())
                    + (s.cause() == null ? "" : " " + text(s.cause()))
                    + (s.settled() ? "" : " ...")
                    + (s.empty() ? " empty" : "");
        }
        if (reply instanceof Explained) {
            return "explained";
        }
        if (reply instanceof TransactionBegun begun) {
            return "xid " + begun.xid().number().orElseThrow();
        }
        if (reply instanceof BranchAccepted accepted) {
            return "branch " + accepted.branch();
        }
        if (reply instanceof Lockable lockable) {
            return lockable.free() ? "free" : "locked";
        }
        return reply == null ? "" : "accepted";
    }

    private static String deeds(Mirror.Change change) {
        Stream<String> cancelled = change.cancelled().stream().map(branch -> "-" + branch);
        Stream<String> fresh = change.fresh().stream().map(TransitionTableTest::words);
        Stream<String> hurried = change.hurried().stream().map(delivery -> words(delivery) + "!");
        Stream<String> others = Stream.of(change.settled() ? "settled" : "", change.deadline() == null ? "" : "wake");
        return Stream.of(cancelled, fresh, hurried, others)
                .flatMap(words -> words)
                .filter(word -> !word.isEmpty())
                .collect(joining(" "));
    }

    private static String words(PendingDelivery delivery) {
        return delivery.branch().id() + (delivery.outcome() == Outcome.COMMIT ? "c" : "r");
    }

    private static String state(Coordinator coordinator) {
        return text(coordinator.state().find(History.XID).state()) + " | " + locks(coordinator);
    }

    private static String locks(Coordinator coordinator) {
        return Stream.of("A", "B", "D")
                .map(row -> row
                        + coordinator.state().locks().holders(new LockKey("db", "t", row)).stream()
                                .map(BranchId::toString)
                                .collect(joining()))
                .filter(text -> text.length() > 1)
                .collect(joining(" "));
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String firstPart(String text, String end) {
        return text.split(end, 2)[0];
    }
}
